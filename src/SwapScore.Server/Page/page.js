// The live page of the service: jobs, one job as it runs, and a form for new ones. It needs nothing but the API beside it.

const api = "/api/v1";
const open = new Set(["waiting", "running"]);
const element = id => document.getElementById(id);
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

let watched = null;
let shown = 20;

class Fault extends Error {}

async function ask(path, options = {}) {
  const token = sessionStorage.getItem("token");
  const headers = { ...options.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(api + path, { ...options, headers });
  if (answer.status === 401) {
    show("sign-in");
    throw new Fault("the token is missing or wrong");
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({ title: `the service answered ${answer.status}` }));
  throw new Fault(problem.remedy ? `${problem.title}: ${problem.remedy}` : problem.title);
}

const askJson = async (path, options) => (await ask(path, options)).json();
const post = (path, body) => askJson(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) });

function show(id) {
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== id;
}

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  Object.assign(made, attributes);
  return made;
}

function duration(seconds) {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function title(job) {
  const request = job.request;
  const what = request.kind === "models" ? request.models.map(model => model.name).join(", ") : request.space ?? "darts";
  return [request.kind, what, request.task, (request.metrics ?? []).join(", ")].filter(part => part).join(" · ");
}

function progressOf(job) {
  const parts = [job.state];
  if (job.total > 0) parts.push(`${job.done} of ${job.total}`);
  if (job.doing) parts.push(job.doing);
  if (job.secondsLeft != null) parts.push(`${duration(job.secondsLeft)} left`);
  return parts.join(" · ");
}

function setBar(bar, job) {
  bar.hidden = !open.has(job.state);
  if (job.total > 0) bar.value = job.done / job.total;
  else bar.removeAttribute("value");
}

// ---- all jobs

async function listJobs() {
  const page = await askJson(`/jobs?limit=${shown}`);
  if (location.hash.length > 1) return;
  show("overview");
  element("no-jobs").hidden = page.jobs.length > 0;
  element("older").hidden = !page.next;
  const list = element("jobs");
  const focused = document.activeElement?.closest("#jobs a")?.getAttribute("href");
  list.replaceChildren(...page.jobs.map(job => {
    const item = make("li");
    const bar = make("progress", null, { max: 1, ariaLabel: `Progress of ${job.id}` });
    setBar(bar, job);
    const name = make("span");
    name.append(make("a", job.id, { href: `#${job.id}` }), ` ${title(job)}`);
    item.append(name, make("span", progressOf(job), { className: "muted" }), bar);
    return item;
  }));
  if (focused) list.querySelector(`a[href="${focused}"]`)?.focus();
}

// ---- one job

async function* events(id, signal) {
  const answer = await ask(`/jobs/${id}/events`, { signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const parts = text.split("\n\n");
    text = parts.pop();
    for (const part of parts) {
      const data = part.split("\n").filter(line => line.startsWith("data: ")).map(line => line.slice(6)).join("");
      if (data) yield JSON.parse(data);
    }
  }
}

async function watch(id) {
  watched?.abort();
  const mine = watched = new AbortController();
  for (const part of ["job-report", "live"]) element(part).hidden = true;
  while (!mine.signal.aborted) {
    try {
      let last = null;
      for await (const job of events(id, mine.signal)) {
        connected(true);
        showJob(last = job);
        await drawLive(job);
      }
      if (last && !open.has(last.state)) return;
    } catch (fault) {
      if (mine.signal.aborted) return;
      if (fault instanceof Fault) { fail(fault); return; }
      connected(false);
    }
    await wait(1500);
  }
}

function fail(fault) {
  if (element("sign-in").hidden) {
    show("job");
    element("job-fault").textContent = fault.message;
  }
}

function showJob(job) {
  show("job");
  document.title = `${job.id} · SwapScore`;
  element("job-title").textContent = `${job.id}: ${title(job)}`;
  element("job-state").textContent = progressOf(job);
  setBar(element("job-progress"), job);
  element("job-fault").textContent = job.fault ? [job.fault.message, job.fault.remedy].filter(part => part).join(": ") : "";
  element("job-notes").replaceChildren(...job.notes.map(note => make("li", note.text)));
  element("job-request").textContent = JSON.stringify(job.request, null, 2);
  const actions = element("job-actions");
  const wanted = open.has(job.state) ? "cancel" : job.state === "done" ? "" : "resume";
  if (actions.dataset.shown !== job.id + job.state) {
    actions.dataset.shown = job.id + job.state;
    actions.replaceChildren();
    if (wanted) {
      const button = make("button", wanted === "cancel" ? "Cancel" : "Resume");
      button.onclick = async () => { await post(`/jobs/${job.id}/${wanted}`); watch(job.id); };
      actions.append(button);
    } else {
      actions.append(download(job.id, "result", "Result (JSON)"), download(job.id, "report", "Report (HTML)"));
      showReport(job.id);
    }
  }
}

// With a token a plain link would not be let in: the file is fetched and then handed over.
function download(id, part, text) {
  const button = make("button", text);
  button.onclick = async () => {
    const address = URL.createObjectURL(await (await ask(`/jobs/${id}/${part}`)).blob());
    const link = make("a", null, { href: address, download: `${id}-${part}.${part === "result" ? "json" : "html"}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return button;
}

// The report comes from the service and its script is known to the page; it is set apart from the page all the same.
async function showReport(id) {
  const frame = element("job-report");
  frame.srcdoc = await (await ask(`/jobs/${id}/report`)).text();
  frame.hidden = false;
  element("live").hidden = true;
}

// ---- the scatter of a study as its rows come

const splitCsv = line => [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)].map(match => match[1].replace(/^"|"$/g, "").replaceAll('""', '"'));

async function drawLive(job) {
  if (job.request.kind !== "study" || job.state !== "running" || job.done < 2) return;
  const lines = (await (await ask(`/jobs/${job.id}/files/rows.csv`)).text()).split("\n").filter(line => line && !line.startsWith("#"));
  const columns = splitCsv(lines[0]);
  const metric = (job.request.metrics ?? ["swap"])[0];
  const [x, y] = [columns.findIndex(name => name === metric || name === `${metric}.mean` || name === `${metric}_mean`), columns.indexOf("truth")];
  if (x < 0 || y < 0) return;
  const points = lines.slice(1).map(splitCsv).map(cells => [Number(cells[x]), Number(cells[y])]).filter(point => point.every(Number.isFinite));
  if (points.length > 1) drawScatter(points, metric);
}

function ranks(values) {
  const order = values.map((value, i) => [value, i]).sort((a, b) => a[0] - b[0]);
  const result = new Array(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && order[j][0] === order[i][0]) j++;
    for (let k = i; k < j; k++) result[order[k][1]] = (i + j - 1) / 2;
    i = j;
  }
  return result;
}

function spearman(points) {
  const [a, b] = [0, 1].map(axis => ranks(points.map(point => point[axis])));
  const mean = (points.length - 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - mean) * (b[i] - mean);
    aa += (a[i] - mean) ** 2;
    bb += (b[i] - mean) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function drawScatter(points, metric) {
  const [left, right, top, bottom] = [60, 620, 20, 350];
  const scale = (axis, low, high) => {
    const values = points.map(point => point[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return { least, most, place: value => most > least ? low + (value - least) / (most - least) * (high - low) : (low + high) / 2 };
  };
  const [x, y] = [scale(0, left, right), scale(1, bottom, top)];
  const svg = (tag, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text) made.textContent = text;
    return made;
  };
  const short = value => Number(value.toPrecision(4)).toString();
  element("live-chart").replaceChildren(
    svg("line", { class: "axis", x1: left, y1: bottom + 8, x2: right, y2: bottom + 8 }),
    svg("line", { class: "axis", x1: left - 8, y1: top, x2: left - 8, y2: bottom }),
    svg("text", { x: left, y: bottom + 26 }, short(x.least)),
    svg("text", { x: right, y: bottom + 26, "text-anchor": "end" }, short(x.most)),
    svg("text", { x: (left + right) / 2, y: bottom + 42, "text-anchor": "middle" }, metric),
    svg("text", { x: left - 12, y: bottom, "text-anchor": "end" }, short(y.least)),
    svg("text", { x: left - 12, y: top + 10, "text-anchor": "end" }, short(y.most)),
    svg("text", { x: left, y: 14 }, "accuracy, %"),
    ...points.map(([a, b]) => svg("circle", { cx: x.place(a), cy: y.place(b), r: 4 })));
  element("live-caption").textContent = `${points.length} networks so far, Spearman ${spearman(points).toFixed(3)}`;
  element("live").hidden = false;
}

// ---- a new job

function suitForm() {
  const form = element("new-job");
  const kind = form.elements.kind.value;
  for (const part of form.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(kind);
    for (const input of part.querySelectorAll("input, select, textarea")) input.disabled = part.hidden;
  }
}

// Commas inside brackets belong to an aggregate, as in rank(swap,live-flops).
const splitMetrics = text => text.split(/,(?![^(]*\))/).map(name => name.trim()).filter(name => name);

async function send(file) {
  const kept = await askJson("/files", { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });
  return { name: file.name, file: kept.name };
}

async function sendAll(files, what) {
  const sent = [];
  for (const file of files) {
    element("new-job-state").textContent = `sending ${what} ${sent.length + 1} of ${files.length}`;
    sent.push(await send(file));
  }
  return sent;
}

async function submit(form) {
  const fields = form.elements;
  const kind = fields.kind.value;
  const request = { kind, metrics: splitMetrics(fields.metrics.value), options: { repeats: Number(fields.repeats.value) } };
  if (kind !== "models") request.space = fields.space.value;
  const typed = fields.architectures.value.split("\n").map(line => line.trim()).filter(line => line);
  if (kind === "score" && typed.length > 0) request.architectures = typed;
  if (kind === "search") request.evaluations = Number(fields.evaluations.value);
  if (kind === "study" && fields.table.files.length > 0) request.truth = (await send(fields.table.files[0])).file;
  if (kind === "models") {
    request.models = await sendAll([...fields.models.files], "model");
    if (fields.photographs.files.length > 0) request.photographs = await sendAll([...fields.photographs.files], "photograph");
  }
  location.hash = (await post("/jobs", request)).id;
}

async function start() {
  const [form, fault, state] = ["new-job", "new-job-fault", "new-job-state"].map(element);
  const button = form.querySelector("button");
  fault.textContent = "";
  button.disabled = true;
  try {
    await submit(form);
  } catch (problem) {
    fault.textContent = problem.message;
  }
  state.textContent = "";
  button.disabled = false;
}

// Dropped files are put where a form would have them, so that the form shows what was started.
function drop(files) {
  const fields = element("new-job").elements;
  const ofKind = wanted => {
    const list = new DataTransfer();
    for (const file of files.filter(wanted)) list.items.add(file);
    return list.files;
  };
  const isModel = file => file.name.toLowerCase().endsWith(".onnx");
  location.hash = "";
  fields.kind.value = "models";
  suitForm();
  fields.models.files = ofKind(isModel);
  fields.photographs.files = ofKind(file => !isModel(file));
  if (fields.models.files.length > 0) start();
  else element("new-job-fault").textContent = "no ONNX file was dropped: add at least one to score it on these photographs";
}

async function fillForm() {
  const [spaces, metrics] = await Promise.all([askJson("/spaces"), askJson("/metrics")]);
  const select = element("new-job").elements.space;
  select.replaceChildren(...spaces.map(space => make("option", space.name, { value: space.name })));
  element("metric-names").replaceChildren(...metrics.map(metric => make("option", metric.summary, { value: metric.name })));
}

// ---- the page

function connected(isConnected) {
  element("connection").textContent = isConnected ? "connected" : "the service does not answer; trying again";
}

async function route() {
  watched?.abort();
  document.title = "SwapScore";
  const id = location.hash.slice(1);
  if (/^job-\d+$/.test(id)) await watch(id);
}

element("new-job").addEventListener("change", suitForm);
element("new-job").addEventListener("submit", event => {
  event.preventDefault();
  start();
});
for (const name of ["dragover", "dragleave", "drop"]) {
  addEventListener(name, event => {
    if (!event.dataTransfer.types.includes("Files") || !element("sign-in").hidden) return;
    event.preventDefault();
    document.body.classList.toggle("dropping", name === "dragover");
    if (name === "drop") drop([...event.dataTransfer.files]);
  });
}
element("token-form").addEventListener("submit", event => {
  event.preventDefault();
  sessionStorage.setItem("token", element("token").value);
  location.reload();
});
element("older").addEventListener("click", () => { shown = Math.min(200, shown + 40); listJobs(); });
addEventListener("hashchange", route);
suitForm();
route();

let isFilled = false;
while (true) {
  try {
    if (!isFilled) await fillForm();
    isFilled = true;
    if (location.hash.length <= 1) await listJobs();
    connected(true);
  } catch (fault) {
    if (fault instanceof Fault) {
      connected(true);
      break;
    }
    connected(false);
  }
  await wait(1500);
}
