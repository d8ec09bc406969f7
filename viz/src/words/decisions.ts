import { app } from '../state/app.svelte';
import { words as en } from './decisions.en';
import { words as sv, type DecisionWords } from './decisions.sv';

/** The words of decisions on findings, which come with the first finding that is opened. */
export const said = (): DecisionWords => (app.address.lang === 'sv' ? sv : en);
