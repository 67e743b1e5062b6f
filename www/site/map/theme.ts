/** The colours of the map by day or by night. */
export interface Theme {
  dark: boolean;
  ground: string;
  beyond: string;
  water: string;
  green: string;
  building: string;
  buildingEdge: string;
  railway: string;
  street: string;
  streetEdge: string;
  footway: string;
  steps: string;
  label: string;
  labelHalo: string;
  /** Smallest ring first. */
  rings: { line: string; fill: string }[];
  dot: string;
  dotFill: string;
  chosen: string;
  walk: string;
  walkHalo: string;
  pin: string;
  pinEye: string;
  text: string;
  quiet: string;
}

export const LIGHT: Theme = {
  dark: false,
  ground: '#f4f2ee',
  beyond: '#eae7e1',
  water: '#c3dcec',
  green: '#d9ead0',
  building: '#e7e1d8',
  buildingEdge: '#ddd6cb',
  railway: '#cbc5bb',
  street: '#ffffff',
  streetEdge: '#e3ddd3',
  footway: '#cfc6b8',
  steps: '#c4b39c',
  label: '#5b6470',
  labelHalo: 'rgba(255,255,255,0.88)',
  rings: [
    { line: '#0b8f82', fill: 'rgba(13,148,136,0.26)' },
    { line: '#1a8db5', fill: 'rgba(14,145,190,0.20)' },
    { line: '#3a6cc8', fill: 'rgba(59,110,214,0.17)' },
  ],
  dot: '#0b7f74',
  dotFill: '#ffffff',
  chosen: '#16202c',
  walk: '#16202c',
  walkHalo: '#ffffff',
  pin: '#16202c',
  pinEye: '#ffffff',
  text: '#16202c',
  quiet: '#5b6673',
};

export const DARK: Theme = {
  dark: true,
  ground: '#171d26',
  beyond: '#11161d',
  water: '#1b3a55',
  green: '#1b2e27',
  building: '#202833',
  buildingEdge: '#28313d',
  railway: '#3c4654',
  street: '#3a4656',
  streetEdge: '#141a22',
  footway: '#465364',
  steps: '#5d6470',
  label: '#aab6c4',
  labelHalo: 'rgba(17,22,29,0.85)',
  rings: [
    { line: '#5ee6cf', fill: 'rgba(94,230,207,0.26)' },
    { line: '#38bdd8', fill: 'rgba(56,189,216,0.20)' },
    { line: '#4f93e6', fill: 'rgba(79,147,230,0.17)' },
  ],
  dot: '#5ee6cf',
  dotFill: '#131920',
  chosen: '#ffffff',
  walk: '#ffffff',
  walkHalo: '#11161d',
  pin: '#eef2f7',
  pinEye: '#131920',
  text: '#eef2f7',
  quiet: '#9ba7b5',
};

/** The colours of a ring: the outermost is always the third, so that fewer rings keep the outer colours. */
export function ringColour(theme: Theme, indexFromOutermost: number): { line: string; fill: string } {
  const last = theme.rings.length - 1;
  return theme.rings[Math.max(0, last - indexFromOutermost)] || { line: theme.dot, fill: 'transparent' };
}
