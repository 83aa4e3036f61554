/**
 * The site that `bench:attack` attacks and `bench:intake` measures, in a process of its own; reports the delays of its event
 * loop, its memory and its milliseconds of CPU.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '#app/config.server.ts'
import { NOW } from '#tests/factories.ts'
import { startInstallation } from '../server/start.ts'

/** Milliseconds between two samples; a sample that comes later than this shows that the site stood still. */
const LOOK_MS = 5

const offset = NOW.getTime() - Date.now()
const site = await startInstallation(readConfig(process.env), {
  demo: false,
  clock: () => new Date(Date.now() + offset),
})
const loop = monitorEventLoopDelay({ resolution: LOOK_MS })
loop.enable()
const memory = () => Math.round(process.memoryUsage().rss / 1024 / 1024)
let peak = 0
setInterval(() => (peak = Math.max(peak, memory())), 20).unref()

process.on('message', (asked) => {
  if (asked === 'stop') {
    void site.stop().then(() => process.exit(0))
    return
  }
  const { user, system } = process.cpuUsage()
  const cpuMs = (user + system) / 1000
  process.send?.({
    cpuMs,
    stall: Math.max(0, loop.max / 1e6 - LOOK_MS),
    memory: memory(),
    peak: Math.max(peak, memory()),
  })
  loop.reset()
  peak = 0
})
process.send?.({ url: site.url })
