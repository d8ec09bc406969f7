import { app } from '../state/app.svelte';
import { words as en } from './duplicates.en';
import { words as sv, type DuplicateWords } from './duplicates.sv';

/** The words of the view of duplicates, which come with it and not with the page. */
export const said = (): DuplicateWords => (app.address.lang === 'sv' ? sv : en);
