import type { Language } from './language';

/** The texts that show while a city is opened. */
export interface OpeningWords {
  loading: string;
  loadingStage: { wasm: string; graph: string };
  fileMissing: string;
}

/** Apart from the others, which come later. */
export const OPENING_WORDS: Record<Language, OpeningWords> = {
  zh: {
    loading: '正在打开',
    loadingStage: { wasm: '程序', graph: '地图数据' },
    fileMissing: '找不到这座城市的数据文件。',
  },
  en: {
    loading: 'Opening',
    loadingStage: { wasm: 'program', graph: 'map data' },
    fileMissing: 'The data file of this city was not found.',
  },
};
