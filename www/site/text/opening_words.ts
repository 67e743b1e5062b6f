import type { Language } from './language';

/** The texts that show while a city is opened. */
export interface OpeningWords {
  loading: string;
  loadingStage: { wasm: string; graph: string };
  fileMissing: string;
  contributors: string;
  separator: string;
  data: (date: string) => string;
  dataUnknown: string;
}

/** Apart from the others, which come later. */
export const OPENING_WORDS: Record<Language, OpeningWords> = {
  zh: {
    loading: '正在打开',
    loadingStage: { wasm: '程序', graph: '地图数据' },
    fileMissing: '找不到这座城市的数据文件。',
    contributors: '贡献者',
    separator: ' · ',
    data: (date) => `数据 ${date}`,
    dataUnknown: '数据日期未知',
  },
  en: {
    loading: 'Opening',
    loadingStage: { wasm: 'program', graph: 'map data' },
    fileMissing: 'The data file of this city was not found.',
    contributors: 'contributors',
    separator: ' · ',
    data: (date) => `data ${date}`,
    dataUnknown: 'data of unknown date',
  },
};

/** Whose data it is and of when, in one line. */
export function attributionLine(words: OpeningWords, dataDate: string): string {
  const date = dataDate ? words.data(dataDate) : words.dataUnknown;
  return `© OpenStreetMap ${words.contributors}${words.separator}${date}`;
}
