// The parts of Leaflet that the page uses; the build puts this in the place of the whole. Importing a handler adds it to
// the map.
import 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import 'leaflet/src/map/handler/Map.Drag.js';
import 'leaflet/src/map/handler/Map.Keyboard.js';
import 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import 'leaflet/src/map/handler/Map.TapHold.js';
import 'leaflet/src/map/handler/Map.TouchZoom.js';

import * as DomUtil from 'leaflet/src/dom/DomUtil.js';

export { DomUtil };
export { toLatLng as latLng } from 'leaflet/src/geo/LatLng.js';
export { toPoint as point } from 'leaflet/src/geometry/Point.js';
export { Layer } from 'leaflet/src/layer/Layer.js';
export { divIcon } from 'leaflet/src/layer/marker/DivIcon.js';
export { marker } from 'leaflet/src/layer/marker/Marker.js';
export { GridLayer } from 'leaflet/src/layer/tile/GridLayer.js';
export { tileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
export { createMap as map } from 'leaflet/src/map/Map.js';
