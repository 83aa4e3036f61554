/** `npm run saomen -- COMMAND`: for administrators and scripts, through the same acts as the screens. */
import { readConfig, installationAddress } from '#app/config.server.ts'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import { openInstallation } from '../server/open-installation.ts'
import { readWords, say } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import { errorInWords } from './error-in-words.ts'

const help = [
  'Gebruik: npm run saomen -- OPDRACHT',
  '',
  ...Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}`),
  '',
  'Met meer gemeenten: voeg --gemeente SLUG toe.',
].join('\n')

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')) {
    say(help)
    return args.length === 0 ? 1 : 0
  }
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((words) => words in commands)
  const command = name === undefined ? undefined : commands[name]
  if (name === undefined || !command) {
    say(`De opdracht "${args.slice(0, 2).join(' ')}" is er niet.\n\n${help}`)
    return 1
  }
  const words = readWords(args.slice(name.split(' ').length), command)
  const config = readConfig()
  const now = new Date()
  const installation = await openInstallation(config, 'command', {
    onError: (error) => say(`database: ${error.message}`),
    onWait: ({ pid }) =>
      say(`Er is nog een opdracht bezig met deze gegevens (proces ${pid}). Deze opdracht begint daarna.`),
  })
  try {
    const { warning } = await installation.prepare()
    if (warning && config.mode === 'production') say(warning)
    const database = installation.open('command')
    // As with `npm start`: without production settings an empty installation becomes the demo.
    if (config.mode === 'demo' && !command.beforeDemo) await loadDemo(database, installationAddress(config), now)
    const output = await command.run({ db: database.db, database, config, now, ...words })
    if (output !== null) await write(output.endsWith('\n') ? output : `${output}\n`)
    return 0
  } finally {
    await installation.close()
  }
}

/**
 * Waits for the reader of a pipe, so that a long export is not cut off. A reader that closes the pipe early, such as
 * `head`, is no error.
 */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: NodeJS.ErrnoException | null) => (error && error.code !== 'EPIPE' ? reject(error) : resolve())
    process.stdout.once('error', end)
    process.stdout.write(text, end)
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(errorInWords(error))
  process.exitCode = 1
}
