import { app } from '../state/app.svelte';
import { words as en } from './help.en';
import { words as sv, type HelpWords } from './help.sv';

/** The words of the help, which come with the view and not with the page. */
export const said = (): HelpWords => (app.address.lang === 'sv' ? sv : en);
