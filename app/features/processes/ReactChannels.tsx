import type { ReactNode } from 'react'
import { PhoneLink } from '#app/features/municipalities/HelpAddress.tsx'
import type { LocalDate } from '#app/local-date.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { channelLabels, type ChannelKind } from './process.ts'

type ShownChannel = { kind: ChannelKind; address: string; note: string }

const icons: Record<ChannelKind, IconName> = {
  online: 'pencil',
  phone: 'phone',
  desk: 'map-pin',
  meeting: 'users',
  post: 'mail',
  email: 'at-sign',
}
/** Online first; then speaking, which takes no writing; then writing. */
const order: ChannelKind[] = ['phone', 'desk', 'meeting', 'post', 'email']

/** A remark of an official as a sentence of its own. */
const sentence = (note: string) => (note === '' ? '' : ` ${/[.!?]$/.test(note) ? note : `${note}.`}`)
const start = (text: string) => text.slice(0, 1).toLocaleUpperCase('nl') + text.slice(1)

function words({ kind, address, note }: ShownChannel, lastDay: LocalDate | null): ReactNode {
  switch (kind) {
    case 'phone':
      return (
        <>
          Bel <PhoneLink number={address} />.{sentence(start(note))} Wij schrijven op wat u zegt en lezen het aan u
          voor.
        </>
      )
    case 'desk':
      return `${start(address)}.${sentence(start(note))} Wij schrijven op wat u zegt en lezen het aan u voor.`
    case 'meeting':
      return `${start(address)}.${sentence(start(note))} Wij schrijven op wat er wordt gezegd.`
    case 'post':
      return `${address}.${sentence(start(note))} ${lastDay ? `Verstuur uw brief uiterlijk op ${formatDate(lastDay)}.` : ''}`
    default:
      return (
        <>
          <a href={`mailto:${address}`}>{address}</a>.{sentence(start(note))} Zet erbij over welk plan uw mail gaat.
        </>
      )
  }
}

/** Every way to react, each with what will happen. */
export function ReactChannels({
  slug,
  channels,
  lastDay,
  preview,
}: {
  slug: string
  channels: readonly ShownChannel[]
  lastDay: LocalDate | null
  /** The form is not there yet: an official looks at how it will be. */
  preview: boolean
}) {
  const online = channels.find(({ kind }) => kind === 'online')
  const others = order.flatMap((kind) => channels.filter((channel) => channel.kind === kind))
  return (
    <section aria-labelledby="hoe">
      <h2 id="hoe">Zo kunt u reageren</h2>
      <p className="chan-lede">
        {others.length > 0 && 'Kies wat u het makkelijkst vindt. Elke reactie telt even zwaar. '}U krijgt altijd een
        bewijs van ontvangst.
      </p>
      <div className="chan chan--first">
        <Icon name={icons.online} />
        <div>
          <h3>{channelLabels.online.title}</h3>
          <p className="chan-first-says">
            U hebt geen account nodig. Uw naam hoeft niet.{sentence(start(online?.note ?? ''))}
          </p>
          {preview ? (
            <p className="soft">De knop komt hier te staan zodra het traject is vrijgegeven en de inspraak begint.</p>
          ) : (
            <ButtonLink variant="primary-action" href={paths.public.react(slug)}>
              Geef uw reactie
            </ButtonLink>
          )}
        </div>
      </div>
      {others.map((channel) => (
        <div key={channel.kind} className="chan">
          <Icon name={icons[channel.kind]} />
          <div>
            <h3>{channelLabels[channel.kind].title}</h3>
            <p>{words(channel, lastDay)}</p>
          </div>
        </div>
      ))}
    </section>
  )
}
