import type { MapView } from '../map/view';

/** The map that is on the page, for those who make a picture of it. */
class MapSheet {
  view = $state.raw<MapView | null>(null);
}

export const mapSheet = new MapSheet();
