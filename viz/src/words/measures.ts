import { app } from '../state/app.svelte';
import { words as en } from './measures.en';
import { words as sv, type MeasuresWords } from './measures.sv';

/** The words of the measures, which come with the view and not with the page. */
export const said = (): MeasuresWords => (app.address.lang === 'sv' ? sv : en);
