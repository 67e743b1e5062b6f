import { load, YikeError, type Isochrone, type Position, type Yike } from 'yike';
import { load as loadInline } from 'yike/inline';
import { load as loadSlim } from 'yike/slim';

const origin: Position = [7.4, 43.7];

export async function ask(bytes: Uint8Array): Promise<number> {
  const yike: Yike = await load({ graph: bytes, datum: 'gcj02' });
  const rings: Isochrone = yike.isochrone({ origin, minutes: 5, profile: { base: 'elder', speed_kmh: 3 } });
  const first: Position | undefined = rings.features[0]?.geometry.coordinates[0]?.[0]?.[0];
  await loadInline({ graph: bytes });
  await loadSlim({ graph: bytes, wasm: bytes });
  // @ts-expect-error slim needs the WebAssembly
  await loadSlim({ graph: bytes });
  // @ts-expect-error no such option
  yike.services({ origin, minuts: 5 });
  // @ts-expect-error no such datum
  yike.services({ origin, datum: 'nad27' });
  try {
    yike.close();
  } catch (error) {
    if (error instanceof YikeError) return error.code.length;
  }
  return first ? first[0] : 0;
}
