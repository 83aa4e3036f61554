import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'

/**
 * Starts a program of this folder in a process of its own; what it and we send each other may hold bytes. What it prints
 * goes to our errors, so that the last line of ours is a figure.
 */
export function startChild(file: string, args: string[] = [], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  return fork(path.join(import.meta.dirname, file), args, {
    ...{ env, serialization: 'advanced' },
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  })
}

/** The next message of a process. Rejects when it ends before it. */
export function messageOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}

/** Sends a process something and waits for its answer. */
export function ask<T>(child: ChildProcess, asked: unknown = 'measure'): Promise<T> {
  const answer = messageOf<T>(child)
  child.send(asked as never)
  return answer
}

/** Tells a process to stop and waits until it has ended. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.send('stop')
  await ended
}
