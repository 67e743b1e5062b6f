/** The only page: map, rings, and the list of what is near. */

import { load, type Position, type ProfileName, type Yike } from '../../yike/miniprogram';
import { markersOf, polygonsOf } from './shapes';

const CITY = '/cities/monaco.yike';
/** In WGS-84, as maps of OpenStreetMap give it. */
const FIRST_ORIGIN: Position = [7.4211, 43.7325];
const MINUTES = [5, 10, 15];
const ROWS = 60;

const PROFILES: { id: ProfileName; zh: string }[] = [
  { id: 'adult', zh: '成年人' },
  { id: 'elder', zh: '老年人' },
  { id: 'child', zh: '儿童' },
  { id: 'stroller', zh: '婴儿车' },
  { id: 'wheelchair', zh: '轮椅' },
];

/** The loaded city is no data of the page: what `setData` gets is copied to the view. */
let yike: Yike | undefined;

Page({
  data: {
    profiles: PROFILES,
    profile: 0,
    origin: FIRST_ORIGIN,
    centre: { longitude: FIRST_ORIGIN[0], latitude: FIRST_ORIGIN[1] },
    polygons: [] as ReturnType<typeof polygonsOf>,
    markers: [] as ReturnType<typeof markersOf>,
    /** Leaves out what is known to be closed now. */
    openNow: false,
    rows: [] as { id: number; name: string; kind: string; hours: string; minutes: number }[],
    chosen: -1,
    attribution: '',
    message: '正在载入…',
  },

  async onLoad() {
    try {
      // The map component and the phone's position are in GCJ-02; the package converts.
      yike = await load({ wasm: '/yike/yike.wasm.br', graph: CITY, datum: 'gcj02' });
      const origin = yike.convert(FIRST_ORIGIN, 'wgs84', 'gcj02');
      this.setData({
        origin,
        centre: { longitude: origin[0], latitude: origin[1] },
        attribution: `${yike.info.attribution} · ${yike.info.dataDate}`,
        message: '',
      });
      this.ask();
    } catch (error) {
      this.setData({ message: `无法载入：${(error as Error).message}` });
    }
  },

  onUnload() {
    yike?.close();
    yike = undefined;
  },

  /** Asks for rings and services around the origin. */
  ask() {
    if (!yike) return;
    const { origin, openNow } = this.data;
    const profile = PROFILES[this.data.profile]!.id;
    try {
      const open = openNow ? { openAt: localTime(new Date()) } : {};
      const { services } = yike.services({ origin, profile, minutes: 15, limit: ROWS, ...open });
      const labels: Record<string, string> = {};
      yike.info.categories.forEach(({ id, zh }) => (labels[id] = zh));
      this.setData({
        polygons: polygonsOf(yike.isochrone({ origin, profile, minutes: MINUTES })),
        markers: markersOf(origin, services),
        rows: services.map(({ id, name, names, categories, seconds, open }) => {
          const kind = labels[categories[0]!]!;
          const hours = openNow ? (open ? '开放' : '开放时间未知') : '';
          return { id, name: names.zh || name || kind, kind, hours, minutes: Math.ceil(seconds / 60) };
        }),
        chosen: -1,
        message: services.length ? '' : '步行 15 分钟内没有记录到服务',
      });
    } catch (error) {
      this.setData({ polygons: [], markers: markersOf(origin, []), rows: [], message: sayingOf(error) });
    }
  },

  onMapTap({ detail }: { detail: { longitude: number; latitude: number } }) {
    this.setData({ origin: [detail.longitude, detail.latitude] });
    this.ask();
  },

  onProfile({ detail }: { detail: { value: string } }) {
    this.setData({ profile: Number(detail.value) });
    this.ask();
  },

  onOpenNow() {
    this.setData({ openNow: !this.data.openNow });
    this.ask();
  },

  onLocate() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ longitude, latitude }) => {
        this.setData({ origin: [longitude, latitude], centre: { longitude, latitude } });
        this.ask();
      },
      fail: () => this.setData({ message: '没有得到位置' }),
    });
  },

  onMarkerTap({ detail }: { detail: { markerId: number } }) {
    if (detail.markerId > 0) this.setData({ chosen: detail.markerId - 1 });
  },

  onRow({ currentTarget }: { currentTarget: { dataset: { id: number } } }) {
    const { id } = currentTarget.dataset;
    const marker = this.data.markers.find((each) => each.id === id + 1);
    if (!marker) return;
    this.setData({ chosen: id, centre: { longitude: marker.longitude, latitude: marker.latitude } });
  },
});

/** `YYYY-MM-DDTHH:MM` by the phone's clock. */
function localTime(date: Date): string {
  const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What a reader is told of an error. */
function sayingOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'outside-data') return '这里不在本城市的数据范围内';
  if (code === 'too-far-from-street') return '附近没有可以步行的道路';
  return message;
}
