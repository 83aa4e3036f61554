/**
 * `npm start`: builds, opens the database, migrates, loads the demo once and serves. `--dev` serves with Vite instead.
 */
import { readConfig } from '#app/config.server.ts'
import { log } from '#app/log.server.ts'
import { startInstallation } from '../server/start.ts'
import { build } from './build.ts'
import { errorInWords } from './error-in-words.ts'

const dev = process.argv.includes('--dev')
try {
  const config = readConfig()
  const running = await startInstallation(config, { dev, ...(dev ? {} : { prepare: build }) })
  // In a demo a person reads these lines; in production a program reads them, and every line is one of the log.
  for (const line of running.welcome) {
    if (config.mode === 'demo') console.log(line)
    else log.info(line)
  }
  let ending = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // One Ctrl-C arrives twice, from the terminal and through npm; only a later one means "end now".
      if (ending > 0 && Date.now() - ending > 1000) process.exit(1)
      if (ending > 0) return
      ending = Date.now()
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('ending went wrong', error)
          process.exit(1)
        },
      )
    })
  }
  // Node itself would print everything that an error holds, such as the values of a row.
  process.on('uncaughtException', (error) => {
    log.error('the process ends: an error that nobody handled', error)
    process.exit(1)
  })
} catch (error) {
  console.error(errorInWords(error))
  process.exit(1)
}
