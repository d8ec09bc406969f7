import { app } from '../state/app.svelte';
import { words as en } from './confirm.en';
import { words as sv, type ConfirmWords } from './confirm.sv';

/** The words of the confirmation sheets, which come with the view and not with the page. */
export const said = (): ConfirmWords => (app.address.lang === 'sv' ? sv : en);
