import { useEffect } from 'react'
import { thisDevice } from '#app/live/device.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { forgetStored, questionsOnDevice, type DraftsOf } from './answer-on-device.ts'
import type { ResponseView } from './response-view.ts'

/** Texts of other questions that wait on this device: of who left a question without a connection. They are kept once it is opened. */
export function LeftOnDevice({
  of,
  view,
  except,
}: {
  of: Omit<DraftsOf, 'questionId'>
  view: ResponseView
  /** Id of the question that is open already. */ except?: string
}) {
  const isAlive = useEnhanced()
  const others = view.questions
    .filter(({ id }) => id !== except)
    .map(({ id, number, answer }) => ({ id, number, items: answer?.items ?? [] }))
  useEffect(() => forgetStored(thisDevice, of, others))
  // What a device kept only the device knows: it comes once the page is alive there.
  const numbers = isAlive ? questionsOnDevice(thisDevice, of, others) : []
  if (numbers.length === 0) return null
  const canWrite = view.stand === 'open' && (view.state === 'invited' || view.state === 'draft')
  return (
    <div className="gap-2">
      <Notice
        kind="warn"
        title="Op dit apparaat staat tekst die nog niet is bewaard"
        actions={numbers.map((number) => (
          <ButtonLink key={number} small href={paths.partner.responseQuestion(of.responseId, number)}>
            {`Open vraag ${number}`}
          </ButtonLink>
        ))}
      >
        {canWrite
          ? 'De verbinding was weg toen u de vraag verliet. Open de vraag, dan bewaren wij de tekst alsnog.'
          : 'Schrijven kan nu niet meer. Open de vraag om de tekst te lezen of te kopiëren.'}
      </Notice>
    </div>
  )
}
