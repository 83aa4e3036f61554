/**
 * The site that a bench measures, in a process of its own; reports the delays of its event loop, its memory and its CPU.
 * Its clock is ahead of that of the machine by the milliseconds it is given.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '#app/config.server.ts'
import { startInstallation } from '../server/start.ts'

/** Milliseconds between two samples; a sample that comes later than this shows that the site stood still. */
const LOOK_MS = 5

/** Milliseconds of its event loop; megabytes now and at most since the last report; seconds of CPU since it started. */
export type Went = { stall: number; memory: number; peak: number; cpu: number }

const offset = Number(process.argv[2] ?? 0)
const site = await startInstallation(readConfig(process.env), {
  demo: false,
  clock: () => new Date(Date.now() + offset),
})
const loop = monitorEventLoopDelay({ resolution: LOOK_MS })
loop.enable()
const memory = () => Math.round(process.memoryUsage.rss() / 1024 / 1024)
let peak = 0
setInterval(() => (peak = Math.max(peak, memory())), 20).unref()

process.on('message', (asked) => {
  if (asked === 'stop') {
    void site.stop().then(() => process.exit(0))
    return
  }
  const { user, system } = process.cpuUsage()
  const went: Went = {
    stall: Math.max(0, loop.max / 1e6 - LOOK_MS),
    memory: memory(),
    peak: Math.max(peak, memory()),
    cpu: (user + system) / 1e6,
  }
  process.send?.(went)
  loop.reset()
  peak = 0
})
process.send?.({ url: site.url })
