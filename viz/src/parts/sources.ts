import { getContext, setContext } from 'svelte';
import { data } from '../state/data.svelte';
import type { Directory } from '../state/directory';

const KEY = Symbol('directories');

/** Lets what stands inside look things up in several networks. */
export const lookIn = (directories: () => Directory[]) => setContext(KEY, directories);

/** The networks to look in: the open one, unless somebody outside has said otherwise. */
export const directories = (): (() => Directory[]) =>
  getContext<(() => Directory[]) | undefined>(KEY) ??
  (() => (data.directory ? [data.directory] : []));
