/** `npm start`: builds, opens the database, migrates, loads the demo once and serves. `--dev` serves with Vite instead. */
import { ConfigProblem, config as readConfig } from '#app/config.server.ts'
import { startInstallation } from '../server/start.ts'
import { build } from './build.ts'

const dev = process.argv.includes('--dev')
try {
  const config = readConfig()
  if (!dev) await build()
  const running = await startInstallation(config, { dev })
  for (const line of running.welcome) console.log(line)
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      void running.stop().finally(() => process.exit(0))
    })
  }
} catch (error) {
  const known = error instanceof ConfigProblem || (error instanceof Error && error.name === 'DataInUse')
  console.error(known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack)
  process.exit(1)
}
