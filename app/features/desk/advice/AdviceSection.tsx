import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { askAdviceAddress } from './advice.ts'
import type { AskedAdvice } from './advice-queries.server.ts'
import { AdviceRequests } from './AdviceRequests.tsx'

type AdviceSectionProps = {
  slug: string
  pointId: string
  advice: readonly AskedAdvice[]
  mayAsk: boolean
  /** Whether what was advised can be put in the answer. */
  mayUse: boolean
}

/** Advice on the point that is open, and the way to ask for it. */
export function AdviceSection({ slug, pointId, advice, mayAsk, mayUse }: AdviceSectionProps) {
  const enhanced = useEnhanced()
  return (
    <section className="adv-section" aria-labelledby="advies">
      <div className="adv-head">
        <h3 id="advies">Advies</h3>
        {mayAsk && <a href={askAdviceAddress(slug, { pointIds: [pointId] })}>Vraag advies</a>}
      </div>
      {advice.length === 0 ? (
        <p className="small soft">Nog niet gevraagd.</p>
      ) : (
        <AdviceRequests slug={slug} requests={advice} mayAsk={mayAsk} onUse={enhanced && mayUse ? putInAnswer : null} />
      )}
    </section>
  )
}

/** Puts advice behind what the answer says already; the form hears it as typing, so it is kept as a draft. */
function putInAnswer(advice: string) {
  const reply = document.getElementById('reply')
  if (!(reply instanceof HTMLTextAreaElement)) return
  reply.value = reply.value.trim() === '' ? advice : `${reply.value.trimEnd()}\n\n${advice}`
  reply.dispatchEvent(new Event('input', { bubbles: true }))
  reply.focus()
}
