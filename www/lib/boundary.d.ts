/** What the generated glue of `crate/wasm` exports, as far as the facade uses it. */
declare module '*/build/wasm/yike_bg.js' {
  type RawReply = import('./reply.js').RawReply;
  type RawQuestion = import('./question.js').RawQuestion;

  /** Its methods throw `[code, message]`. */
  export class Engine {
    constructor(bytes: Uint8Array);
    free(): void;
    info(datum: number): RawReply;
    isochrone(
      ...question: [...RawQuestion, minutes: Float64Array, minHoleArea: number | undefined]
    ): RawReply;
    use_standard(numbers: Float64Array, texts: string[]): void;
    circle(
      ...question: [
        ...RawQuestion,
        group: number,
        searchMinutes: number | undefined,
        openAt: string | undefined,
      ]
    ): RawReply;
    services(
      ...question: [
        ...RawQuestion,
        minutes: number,
        categories: string[] | undefined,
        limit: number | undefined,
        perCategory: number | undefined,
        openAt: string | undefined,
      ]
    ): RawReply;
    route_to_place(...question: [...RawQuestion, id: number]): RawReply;
    route_to_point(...question: [...RawQuestion, lon: number, lat: number]): RawReply;
    search(text: string, near: Float64Array | undefined, limit: number, datum: number): RawReply;
    add_places_csv(text: string, datum: number): RawReply;
    add_places_table(heading: string[], cells: string[], datum: number): RawReply;
    place(id: number, datum: number, openAt: string | undefined): RawReply;
    place_texts(ids: Uint32Array): RawReply;
    backdrop(west: number, south: number, east: number, north: number, datum: number): RawReply;
  }

  /** Throws `[code, message]`. */
  export function convert(lon: number, lat: number, from: number, to: number): RawReply;
  /** JSON of a standard that ships with the engine. */
  export function standard_text(name: string): string | undefined;
  export function __wbg_set_wasm(exports: object): void;
}
