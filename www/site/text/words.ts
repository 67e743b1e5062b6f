import type { Datum, GroupName, Names, ProfileName, StandardName } from 'yike';

import { en } from './en';
import type { Language } from './language';
import type { OpeningWords } from './opening_words';
import { zh } from './zh';

/** A limit of a walk, by time or by length. */
export interface Limit {
  minutes?: number;
  metres?: number;
}

/** The four choices at the top of the panel: a way of walking together with a group of people. */
export type Who = 'adult' | 'elder' | 'child' | 'wheelchair';

/** Every text of the page in one language. */
export interface Words extends OpeningWords {
  /** The tag for the document's `lang`. */
  language: string;
  name: string;
  title: string;
  otherLanguage: string;
  otherLanguageLong: string;
  minutesUnit: string;
  minutes: (n: number) => string;
  metres: (m: number) => string;
  footsteps: (n: number) => string;
  comma: string;
  colon: string;

  within: (limit: Limit) => string;
  tier: (minutes: number) => string;
  sentence: (within: string, all: number, covered: number) => string;
  sentenceAll: (within: string, all: number) => string;
  sentenceNoRecord: string;
  near: (street: string) => string;
  walking: (profile: string, speed_kmh: number) => string;
  score: (n: number) => string;
  noScore: string;

  profiles: Record<ProfileName, string>;
  groups: Record<GroupName, string>;
  who: string;
  whoChoices: Record<Who, string>;
  standards: Record<StandardName, string>;

  missing: string;
  moreMissing: (count: number) => string;
  nothingMissing: string;
  nextIs: (far: string) => string;
  noneInReach: (minutes: number) => string;
  noRecord: string;
  noRecordNote: string;
  nearby: string;
  nearbyNote: string;
  nothingNear: string;
  around: string;
  themes: string;
  tally: (covered: number, all: number, noRecord: number) => string;
  places: (count: number) => string;
  unnamed: string;
  showAll: string;
  only: (category: string) => string;

  back: string;
  steps: string;
  unnamedWay: Record<string, string>;
  unnamedWayElse: string;
  openingHours: string;
  open: string;
  openAny: string;
  openNow: string;
  openThen: string;
  openTime: string;
  openNowOnly: string;
  openAsked: (moment: string) => string;
  openNote: string;
  moment: (openAt: string) => string;
  isOpen: string;
  isClosed: string;
  hoursUnknown: string;
  wheelchair: string;
  wheelchairValues: Record<string, string>;
  phone: string;
  noWalk: string;

  search: string;
  searchNothing: string;
  searchClear: string;
  searchFound: (count: number) => string;
  street: string;
  position: string;
  positionLong: string;
  positionWait: string;
  positionRefused: string;
  positionFailed: string;
  positionOutside: string;

  map: string;
  panel: string;
  pin: string;
  legend: string;
  sheetMore: string;
  sheetLess: string;

  options: string;
  city: string;
  walkTime: string;
  less: string;
  more: string;
  speed: string;
  profile: string;
  group: string;
  standard: string;
  standardSource: (source: string, year: number) => string;
  detour: (percent: number) => string;
  formula: string;

  takeAway: string;
  exportGeojson: string;
  exportCsv: string;
  exportPng: string;
  exportReport: string;
  copyLink: string;
  copied: string;
  linkNotCopied: string;
  notCopied: string;
  copyText: string;
  pressToSave: string;
  copyToTake: string;
  printElsewhere: string;
  close: string;

  own: string;
  ownNote: string;
  ownFormat: string;
  ownColumns: string;
  ownPick: string;
  ownDrop: string;
  ownDatum: string;
  datums: Record<Datum, string>;
  ownAdded: (added: number) => string;
  ownRejected: (count: number) => string;
  ownReason: (reason: string) => string;
  ownLine: (line: number, reason: string) => string;
  ownUnreadable: (name: string) => string;
  privacy: string;

  fileBroken: string;
  fileDamaged: string;
  engineFailed: string;
  retry: string;
  outside: string;
  outsideNote: string;
  tooFar: string;
  tooFarNote: string;
  backToData: string;
  edge: string;
  failed: string;

  report: string;
  reportPlace: string;
  reportNear: string;
  reportMore: (count: number) => string;
}

const WORDS: Record<Language, Words> = { zh, en };

/** The texts in a language. */
export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** The name of a place as it reads best in a language, or ''. */
export function nameIn(names: Names, language: Language): string {
  return names[language] || names.local || names.zh || names.en;
}
