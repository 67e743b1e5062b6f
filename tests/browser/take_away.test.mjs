import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { MONACO, open, picture, ready, ringSizes, useSite } from './site.mjs';

const site = useSite();

async function download(page, label) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`text=${label}`)]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('take away', () => {
  it('gives GeoJSON with valid rings and services', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const { name, bytes } = await download(page, '圈和设施 GeoJSON');
    assert.match(name, /^yike-monaco-15min\.geojson$/);
    const { type, features, attribution } = JSON.parse(bytes.toString());
    assert.equal(type, 'FeatureCollection');
    assert.match(attribution, /OpenStreetMap/);
    const rings = features.filter((feature) => feature.properties.kind === 'ring');
    assert.deepEqual(
      rings.map((ring) => ring.properties.minutes),
      [15, 10, 5],
    );
    for (const ring of rings) {
      for (const polygon of ring.geometry.coordinates) {
        for (const line of polygon) assert.deepEqual(line[0], line[line.length - 1]);
      }
    }
    const services = features.filter((feature) => feature.properties.kind === 'service');
    assert.ok(services.length > 50);
    assert.ok(
      services.every(({ properties }) => properties.seconds <= 900 && properties.categories.length > 0),
    );
    await page.context().close();
  });

  it('gives CSV that spreadsheets read', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const { bytes } = await download(page, '设施表 CSV');
    const text = bytes.toString();
    assert.equal(text.charCodeAt(0), 0xfeff);
    const lines = text.slice(1).trimEnd().split('\r\n');
    assert.equal(
      lines[0],
      'name,category,category_name,minutes,seconds,metres,lon,lat,osm,opening_hours,open_at,open',
    );
    assert.ok(lines.length > 50);
    await page.context().close();
  });

  it('gives a picture of the map', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const { bytes } = await download(page, '地图图片');
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    assert.ok(bytes.length > 50000);
    await page.context().close();
  });

  for (const [language, title] of [
    ['zh-CN', /一刻钟便民生活圈报告/],
    ['en-GB', /A quarter of an hour on foot/],
  ]) {
    it(`prints a report of one page (${language})`, async () => {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk', language }));
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      const report = await page.textContent('#yike-report');
      assert.match(report, title);
      assert.match(report, /便利度 \d+ 分|Score \d+ of 100/);
      assert.match(report, /OpenStreetMap.*\d{4}-\d{2}-\d{2}/);
      await page.emulateMedia({ media: 'print' });
      await picture(page, `report-${language}`);
      await page.emulateMedia({ media: null });
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1);
      await page.context().close();
    });
  }
});

/** Whether nothing hides the middle of an element. */
function inSight(page, selector) {
  return page.waitForFunction((text) => {
    const element = document.querySelector(text);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  }, selector);
}

describe("the reader's own data", () => {
  const csv = [
    'name,category,lon,lat',
    '新药店,pharmacy,7.4213,43.7326',
    '坏的,pharmacy,7.42,943.7',
    'no such kind,spaceport,7.42,43.73',
    '空的,,7.42,43.73',
    '不是数,pharmacy,七,43.73',
    '多一格,pharmacy,7.42,43.73,x',
    '很远,pharmacy,9,45',
    '新超市,supermarket,7.4215,43.7327',
  ].join('\n');

  async function drop(page, name, content) {
    const transfer = await page.evaluateHandle(
      ([file, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], file));
        return data;
      },
      [name, content],
    );
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await page.waitForSelector('.own-result');
  }

  it('reads a dropped table, keeps the good rows and names the bad ones by line', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    await drop(page, '摸排.csv', csv);
    const result = await page.textContent('.own-result');
    assert.ok(await inSight(page, '.own-result'), 'the reader sees what became of the file');
    assert.match(result, /加入了 2 处/);
    for (const line of [
      '第 3 行：纬度 943.7 不在 -90 到 90 之间',
      '第 4 行：不认识类别“spaceport”',
      '第 5 行：没有写类别',
      '第 6 行：经度“七”不是数字',
      '第 7 行：有 5 格，而表头有 4 格',
      '第 8 行：9, 45 不在数据范围内',
    ]) {
      assert.ok(result.includes(line), `${line} in ${result}`);
    }
    await drop(page, '没有坐标.csv', 'name,category\n甲,pharmacy');
    await page.waitForFunction(() => /缺少一列/.test(document.querySelector('.own-result').textContent));
    await drop(page, '摸排.csv', csv);
    await page.waitForFunction(() => /加入了 2 处/.test(document.querySelector('.own-result').textContent));
    await page.click('.near .row:has-text("药店") + .only');
    assert.match(await page.textContent('.near .places'), /新药店/);
    await page.context().close();
  });

  it('shows on a phone, too, what became of a chosen file', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`));
    await page.setInputFiles('input[type=file]', {
      name: '摸排.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.waitForSelector('.own-result');
    assert.ok(await inSight(page, '.own-result'));
    await picture(page, 'phone-own-data');
    await page.context().close();
  });

  it('reads tables as spreadsheets save them, in the language of the reader', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const utf8 = (text) => Buffer.from(text);
    const saved = [
      ['UTF-8', '晨光药店', utf8('名称,类别,经度,纬度\n晨光药店,药店,7.4213,43.7326')],
      ['UTF-8 with its mark', '晨光药店', utf8('\ufeff名称,类别,经度,纬度\n晨光药店,药店,7.4213,43.7326')],
      [
        'UTF-16, tabs',
        '晨光药店',
        Buffer.from('\ufeff名称\t类别\t经度\t纬度\n晨光药店\t药店\t7.4213\t43.7326', 'utf16le'),
      ],
      [
        'GBK',
        '晨光药店',
        Buffer.from(
          'c3fbb3c62cc0e0b1f02cbeadb6c82cceb3b6c80ab3bfb9e2d2a9b5ea2cd2a9b5ea2c372e343231332c34332e373332360a',
          'hex',
        ),
      ],
      ['Windows-1252', 'Café', Buffer.from('name,category,lon,lat\nCafé,cafe,7.4213,43.7326', 'latin1')],
    ];
    for (const [encoding, name, buffer] of saved) {
      if (encoding === 'Windows-1252') await page.click('text=EN');
      await page.setInputFiles('input[type=file]', { name: `${encoding}.csv`, mimeType: 'text/csv', buffer });
      await page.waitForFunction(
        (file) => (document.querySelector('.own-result p') || document.body).textContent.startsWith(file),
        encoding,
      );
      assert.match(await page.textContent('.own-result'), /加入了 1 处|1 place added/, encoding);
      await page.fill('[role=combobox]', name);
      await page.waitForSelector(`.hit-name:text-is("${name}")`);
      await page.fill('[role=combobox]', '');
    }
    await page.context().close();
  });

  it('takes a mended table in place of the one before it, and leaves others', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const said = (text) =>
      page.waitForFunction((is) => {
        const result = document.querySelector('.own-result');
        return result && result.textContent.startsWith(is);
      }, text);
    await drop(
      page,
      '药店.csv',
      'name,category,lon,lat\n晨光药店,pharmacy,7.4213,43.7326\n晚霞药店,pharmacy,7.4,x',
    );
    await said('药店.csv · 加入了 1 处');
    await drop(page, '超市.csv', 'name,category,lon,lat\n朝阳超市,supermarket,7.4215,43.7327');
    await said('超市.csv · 加入了 1 处');
    await drop(
      page,
      '药店.csv',
      'name,category,lon,lat\n晨光药店,pharmacy,7.4214,43.7327\n晚霞药店,pharmacy,7.4215,43.7328',
    );
    await said('药店.csv · 加入了 2 处');
    for (const name of ['晨光药店', '晚霞药店', '朝阳超市']) {
      await page.fill('[role=combobox]', name);
      await page.waitForSelector(`.hit-name:text-is("${name}")`);
      assert.equal(await page.locator(`.hit-name:text-is("${name}")`).count(), 1, name);
    }
    assert.ok((await ringSizes(page))[0] > 100, 'rings are drawn as before');
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('tells what a table should hold, in words that it takes', async () => {
    for (const [language, heading] of [
      ['zh-CN', '名称,类别,经度,纬度'],
      ['en-GB', 'name,category,lon,lat'],
    ]) {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk', language }));
      await page.click('.own-format summary');
      const names = (await page.textContent('.own-format p:last-child')).split(' · ');
      assert.ok(names.length > 50);
      const rows = names.map((name, i) => `${i},"${name}",7.4213,43.7326`);
      await drop(page, '全部.csv', [heading, ...rows].join('\n'));
      assert.match(
        await page.textContent('.own-result'),
        new RegExp(`加入了 ${names.length} 处|${names.length} places added`),
      );
      await page.context().close();
    }
  });

  it('refuses what it cannot read and stays usable', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    await drop(page, 'photo.jpg', 'x');
    assert.match(await page.textContent('.own-result'), /读不了 photo.jpg/);
    await drop(page, 'broken.yike', 'not a graph');
    await page.waitForFunction(() => /broken/.test(document.querySelector('.own-result').textContent));
    assert.ok((await page.$$('.near .row')).length > 3);
    await page.context().close();
  });

  it('opens another graph file', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    await page.setInputFiles('input[type=file]', {
      name: 'mine.yike',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(await (await fetch(`${site.url}cities/monaco.yike`)).arrayBuffer()),
    });
    await page.waitForFunction(
      () => location.hash.includes('city=mine') || document.querySelector('.near .row'),
    );
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });
});
