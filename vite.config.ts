import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'
import { islands } from './scripts/islands.ts'

export default defineConfig({
  plugins: [islands(), remix(remixConfig)],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: {
      // Libraries annotate for other bundlers; nothing here can be done about it, and it would hide what matters.
      onwarn: (warning, warn) => warning.code !== 'INVALID_ANNOTATION' && warn(warning),
    },
  },
})
