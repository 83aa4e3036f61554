import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

const built = path.join(import.meta.dirname, '..', 'build', 'client')
/** For files whose names change with their contents: those of the build, and fonts, which are renamed by hand. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'

/**
 * Serves styles, scripts, fonts and images from `root`, as the build wrote and compressed them. A name that is not
 * there is passed on to the pages.
 */
export function staticFiles(root = built): Hono {
  const serve = serveStatic({ root: path.relative(process.cwd(), root) || '.', precompressed: true })
  const files = new Hono()
  files.use('/ui/*', etag())
  files.use('/favicon.svg', etag())
  const keptFor = { '/assets/*': FOR_EVER, '/fonts/*': FOR_EVER, '/ui/*': FOR_A_DAY, '/favicon.svg': FOR_A_DAY }
  for (const [place, cacheControl] of Object.entries(keptFor)) {
    files.use(place, async (c, next) => {
      const found = await serve(c, async () => {})
      if (!found) return next()
      found.headers.set('Cache-Control', cacheControl)
      // Also for an uncompressed answer: a shared cache must not give a compressed one to a client that cannot read it.
      found.headers.set('Vary', 'Accept-Encoding')
      return found
    })
  }
  return files
}
