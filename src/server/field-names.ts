// The fields of requests by the names that stand on the screens.

/** What the fields of a request are called on the screen. */
const fieldNames: Readonly<Record<string, string>> = {
  login: '账号',
  password: '密码',
  name: '集群名称',
  batch: '批次',
  code: '批次编码',
  year: '年度',
  title: '标题',
  body: '正文',
  document: '文号',
  reason: '理由',
  opinion: '推荐意见',
  items: '需要修改的栏目',
  cells: '填报内容',
  row: '申报表栏目',
  text: '文件内容',
  content: '内容',
  clusterId: '集群编号',
  id: '申报编号',
  file: '佐证材料编号',
  since: '时间',
  before: '起始记录',
  state: '状态',
}

/** The same where people are made and let in. */
const personFieldNames: Readonly<Record<string, string>> = {
  login: '账号',
  name: '姓名',
  role: '岗位',
  authorityId: '所在单位',
  id: '人员编号',
  active: '状态',
  q: '单位名称',
  password: '密码',
  current: '当前密码',
  next: '新密码',
}

/** The names for the fields of one route, by its path. */
export function namesFor(path: string): Readonly<Record<string, string>> {
  return /^\/api\/(people|session|authorities)/.test(path) ? personFieldNames : fieldNames
}
