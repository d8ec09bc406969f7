import { app } from '../state/app.svelte';
import { words as en } from './compare.en';
import { words as sv, type CompareWords } from './compare.sv';

/** The words of two networks beside each other, which come with the view and not with the page. */
export const said = (): CompareWords => (app.address.lang === 'sv' ? sv : en);
