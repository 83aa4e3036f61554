import path from 'node:path'
import { build, type Plugin } from 'vite'

const MARK = '?island'

/**
 * `import script from './on-form.ts?island'` gives the address of a script for a page that gets no other: the module
 * and its imports, bundled to one file. While developing it is the module itself, which Vite serves.
 */
export function islands(): Plugin {
  let [root, isBuild] = ['', false]
  return {
    name: 'islands',
    enforce: 'pre',
    configResolved(config) {
      ;[root, isBuild] = [config.root, config.command === 'build']
    },
    async resolveId(source, importer) {
      if (!source.endsWith(MARK)) return null
      const found = await this.resolve(source.slice(0, -MARK.length), importer)
      return found && found.id + MARK
    },
    async load(id) {
      if (!id.endsWith(MARK)) return null
      const file = id.slice(0, -MARK.length)
      if (!isBuild) return `export default ${JSON.stringify(`/${path.relative(root, file)}`)}`
      // The server's pages and the browser's files are built separately: equal bytes give equal names in both builds.
      const reference = this.emitFile({
        type: 'asset',
        name: `${path.parse(file).name}.js`,
        source: await bundled(file),
      })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    resolveFileUrl: ({ fileName }) => JSON.stringify(`/${fileName}`),
  }
}

async function bundled(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { target: 'es2022', write: false, modulePreload: false, rollupOptions: { input: file } },
  })
  if (!('output' in built) || built.output.length > 1) throw new Error(`${file} is more than one file`)
  return built.output[0].code
}
