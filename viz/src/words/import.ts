import { app } from '../state/app.svelte';
import { words as en } from './import.en';
import { words as sv, type ImportWords } from './import.sv';

/** The words of the import view, which come with it and not with the page. */
export const said = (): ImportWords => (app.address.lang === 'sv' ? sv : en);
