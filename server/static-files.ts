import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

const built = path.join(import.meta.dirname, '..', 'build', 'client')
/** For names that change with what is in the file: those of the build, and those of fonts, which are renamed by hand. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'

/**
 * Styles, scripts, fonts and images, as the build wrote and compressed them. A name that is not there goes on to the pages.
 * `root` is where they are.
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
      // Also when it goes out as it is: a cache in between must not give that to who takes less, or the reverse.
      found.headers.set('Vary', 'Accept-Encoding')
      return found
    })
  }
  return files
}
