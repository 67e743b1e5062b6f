/** The part of the mini-program's interface that the example uses. */

declare function App(options: object): void;

declare function Page<Data extends object, Methods extends object>(
  options: { data: Data } & Methods &
    ThisType<{ data: Data; setData(change: Partial<Data>): void } & Methods>,
): void;

declare const wx: {
  getLocation(options: {
    type: 'gcj02' | 'wgs84';
    success(position: { longitude: number; latitude: number }): void;
    fail(): void;
  }): void;
};
