// How long a recognition holds, as worded and as read, and why the state is what it is (暂行办法 第十五条).
import type { ListHead } from './model.ts'

/** «三年» without a start shows both possible ends and is never said to have run out. */
export function ValidityText({ list }: { readonly list: ListHead }) {
  const { validity, validityWorded: worded } = list
  if (worded === null) return <span className="quiet">名单未载明有效期，不推定是否届满</span>
  const [end] = validity.ends
  if (validity.state !== 'start_unstated') {
    return (
      <>
        {worded}
        {end === undefined ? null : `：${end.from} 至 ${end.to}`}
        {validity.state === 'expired' ? (
          <span className="remark">已届满；本名录尚未收录复核结果的名单，不推定复核是否通过</span>
        ) : null}
      </>
    )
  }
  return (
    <>
      {worded}，起算日未载明，不判为已届满
      <ul className="plain remark">
        {validity.ends.map((one) => (
          <li key={one.to}>
            若{one.reading}：{one.from} 至 {one.to}
          </li>
        ))}
      </ul>
    </>
  )
}
