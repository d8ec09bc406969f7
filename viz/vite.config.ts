import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    outDir: 'dist',
    target: 'es2022',
    // A strict policy forbids data: scripts and fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': process.env.SAMKARTA_API ?? 'http://127.0.0.1:7700' },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
