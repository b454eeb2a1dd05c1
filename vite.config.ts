// Two builds: `--mode web` is the working application, `--mode site` the public pages (server bundle, style, script).
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)
/** County offices run old Chromium: the lowest browser that the product supports. */
const browserFloor = 'chrome109'

const web: UserConfig = {
  root: at('src/web'),
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    target: browserFloor,
    cssTarget: browserFloor,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
}

const siteScript = at('src/site/site.js')
const siteAssets = {
  style: at('src/site/site.css'),
  ...(existsSync(siteScript) ? { site: siteScript } : {}),
}

const site: UserConfig = {
  root: at('src/site'),
  plugins: [react()],
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'ssr']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: at('dist/site'),
        emptyOutDir: true,
        target: browserFloor,
        cssTarget: browserFloor,
        modulePreload: false,
        rolldownOptions: {
          input: siteAssets,
          output: { entryFileNames: '[name].js', assetFileNames: 'site[extname]' },
        },
      },
    },
    ssr: {
      resolve: { noExternal: true },
      define: { 'process.env.NODE_ENV': JSON.stringify('production') },
      build: {
        ssr: true,
        outDir: at('dist/site'),
        emptyOutDir: false,
        target: 'node26',
        rolldownOptions: {
          input: at('src/site/render.tsx'),
          output: { entryFileNames: 'render.js' },
        },
      },
    },
  },
}

export default defineConfig(({ mode }) => (mode === 'site' ? site : web))
