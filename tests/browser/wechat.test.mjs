// In WeChat's browser, which saves no files: what is taken away is shown, to be pressed long or copied.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import AxeBuilder from 'axe-core';

import { MONACO, open, picture, ready, useSite } from './site.mjs';

/** As WeChat for Android names itself. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 10; LIO-AN00 Build/HUAWEILIO-AN00; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Version/4.0 Chrome/86.0.4240.99 XWEB/3179 MMWEBSDK/20220204 Mobile Safari/537.36 MMWEBID/1234 ' +
  'MicroMessenger/8.0.20.2080(0x28001435) Process/toolsmp WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64';

const site = useSite();

/** The page in WeChat, with its sheet drawn up; a download of any kind fails the test. */
async function inWechat(options = {}) {
  const page = await ready(
    await open(site.browser, `${site.url}#${MONACO}`, { userAgent: WECHAT, bypassCSP: true, ...options }),
  );
  page.on('download', (download) => page.errors.push(`saved ${download.suggestedFilename()}`));
  await page.click('.handle', { position: { x: 195, y: 10 } });
  return page;
}

describe('take away in WeChat', () => {
  it('opens the picture of the map, to be pressed long', async () => {
    const page = await inWechat();
    await page.click('text=地图图片');
    const image = page.locator('.offer img');
    await image.waitFor();
    const [start, width] = await image.evaluate((each) => [each.src.slice(0, 22), each.naturalWidth]);
    assert.deepEqual([start, width], ['data:image/png;base64,', 1200]);
    assert.match(await page.textContent('.offer'), /长按图片/);
    await picture(page, 'wechat-picture');
    await page.click('.offer >> text=关闭');
    assert.equal(await page.locator('.offer').count(), 0);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('shows table and GeoJSON as text to copy', async () => {
    const page = await inWechat({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.click('text=设施表 CSV');
    const table = await page.inputValue('.offer textarea');
    assert.match(table, /^\uFEFF?name,category,/);
    assert.ok(table.trim().split('\n').length > 50);
    await page.click('.offer button:has-text("复制文字")');
    await page.waitForFunction(() => document.querySelector('.notice').textContent === '已复制');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied.replace(/\r\n/g, '\n'), table.replace(/\r\n/g, '\n'));
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.offer').count(), 0);
    await page.click('text=圈和设施 GeoJSON');
    assert.equal(JSON.parse(await page.inputValue('.offer textarea')).type, 'FeatureCollection');
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('says that it cannot print instead of doing nothing', async () => {
    const page = await inWechat();
    await page.evaluate(() => {
      window.print = () => document.body.classList.add('printed');
    });
    await page.click('text=打印报告');
    await page.waitForFunction(() => /不能打印/.test(document.querySelector('.notice').textContent));
    assert.equal(await page.locator('body.printed').count(), 0);
    await page.context().close();
  });

  it('keeps the keyboard inside what is shown, gives it back, and axe finds nothing', async () => {
    const page = await inWechat();
    await page.click('text=设施表 CSV');
    await page.waitForSelector('.offer');
    await page.addScriptTag({ content: AxeBuilder.source });
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(
      violations.map((violation) => violation.id),
      [],
    );
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.querySelector('.offer').contains(document.activeElement)));
    }
    await page.keyboard.press('Escape');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /设施表 CSV/);
    await page.context().close();
  });
});
