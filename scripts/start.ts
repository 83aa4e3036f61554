/** `npm start`: builds, opens the database, migrates, loads the demo once and serves. `--dev` serves with Vite instead. */
import { ConfigProblem, config as readConfig } from '#app/config.server.ts'
import { startInstallation } from '../server/start.ts'
import { build } from './build.ts'

const dev = process.argv.includes('--dev')
try {
  const config = readConfig()
  const running = await startInstallation(config, { dev, ...(dev ? {} : { prepare: build }) })
  for (const line of running.welcome) console.log(line)
  let ending = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl-C comes twice, from the terminal and through npm; only one that comes later means "now".
      if (ending > 0 && Date.now() - ending > 1000) process.exit(1)
      if (ending > 0) return
      ending = Date.now()
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  const known = error instanceof ConfigProblem || (error instanceof Error && ['DataInUse', 'DatabaseUnreachable', 'PortTaken'].includes(error.name))
  console.error(known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack)
  process.exit(1)
}
