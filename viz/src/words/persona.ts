import { app } from '../state/app.svelte';
import { words as en } from './persona.en';
import { words as sv, type PersonaWords } from './persona.sv';

/** The words of the walk of a person, which come with the view and not with the page. */
export const said = (): PersonaWords => (app.address.lang === 'sv' ? sv : en);
