/** Why rows of a table were left out: what the engine says, and the same in Chinese. */
const IN_CHINESE: [RegExp, string][] = [
  [/^it has (\d+) cells, the heading has (\d+)$/, '有 $1 格，而表头有 $2 格'],
  [/^longitude "(.*)" is not a number$/, '经度“$1”不是数字'],
  [/^latitude "(.*)" is not a number$/, '纬度“$1”不是数字'],
  [/^longitude (.*) is not a number from -180 to 180$/, '经度 $1 不在 -180 到 180 之间'],
  [/^latitude (.*) is not a number from -90 to 90$/, '纬度 $1 不在 -90 到 90 之间'],
  [/^category "(.*)" is unknown$/, '不认识类别“$1”'],
  [/^it has no category$/, '没有写类别'],
  [/^(.*) lies outside the data, .*$/, '$1 不在数据范围内'],
  [/^no street to walk on lies within (.*) m$/, '$1 米内没有能走的路'],
  [/^no column is named one of (.*); the heading has (.*)$/, '缺少一列（可叫作 $1）；表头是：$2'],
];

/** A reason in Chinese; one that is not known here stays as it is. */
export function reasonInChinese(reason: string): string {
  for (const [pattern, chinese] of IN_CHINESE) {
    if (pattern.test(reason)) return reason.replace(pattern, chinese);
  }
  return reason;
}
