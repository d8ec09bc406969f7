import type { Mark } from '../map/scene';
import type { MapView } from '../map/view';

/** The map that is on the page, for those who make a picture of it or say how it is read. */
class MapSheet {
  view = $state.raw<MapView | null>(null);
  /** The marks that stand on it now. */
  marks = $state.raw<Mark[]>([]);
}

export const mapSheet = new MapSheet();
