import type { ItemView } from '#app/features/desk/item-view.server.ts'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { askAdviceAddress } from './advice.ts'
import { AdviceRequests } from './AdviceRequests.tsx'

/** Advice on the point that is open, and the way to ask for it. */
export function AdviceSection({ view }: { view: ItemView }) {
  const { process, point, advice, mayAnswer, isFixed } = view
  const enhanced = useEnhanced()
  return (
    <section className="adv-section" aria-labelledby="advies">
      <div className="adv-head">
        <h3 id="advies">Advies</h3>
        {mayAnswer && <a href={askAdviceAddress(process.slug, { pointIds: [point.id] })}>Vraag advies</a>}
      </div>
      {advice.length === 0 ? (
        <p className="small soft">Nog niet gevraagd.</p>
      ) : (
        <AdviceRequests
          slug={process.slug}
          requests={advice}
          mayAsk={mayAnswer}
          onUse={enhanced && mayAnswer && !isFixed ? putInAnswer : null}
        />
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
