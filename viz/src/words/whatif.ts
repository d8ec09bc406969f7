import { app } from '../state/app.svelte';
import { words as en } from './whatif.en';
import { words as sv, type WhatIfWords } from './whatif.sv';

/** The words of what-if, which come with the view and not with the page. */
export const said = (): WhatIfWords => (app.address.lang === 'sv' ? sv : en);
