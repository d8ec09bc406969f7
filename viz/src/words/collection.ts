import { app } from '../state/app.svelte';
import { words as en } from './collection.en';
import { words as sv, type CollectionWords } from './collection.sv';

/** The words of all networks in a table, which come with the view and not with the page. */
export const said = (): CollectionWords => (app.address.lang === 'sv' ? sv : en);
