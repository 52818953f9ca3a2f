// What is called, one after the other: each call stands large for five seconds at least and is spoken to its
// end. The board's part carries the calls of the last minutes; the last one announced is remembered, so that a
// reload neither repeats nor loses one.
(() => {
  const board = document.querySelector("#main"), foot = document.querySelector("[data-voices]");
  const button = document.querySelector("#sound");
  const key = `motcua.display.${foot.dataset.memory}`;
  const SHOWN = 5000, OTHER_DAY = 60;
  const queue = [], heard = new Set();
  let voices = JSON.parse(foot.dataset.voices), speakers = foot.dataset.speakers, now = null, last = remembered(), context = null, clips = new Map(), silentSince = 0;

  function remembered() {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }

  function remember(call) {
    last = { number: call.number, at: call.at };
    try { localStorage.setItem(key, JSON.stringify(last)); } catch { /* a reload repeats the last minutes */ }
  }

  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // --- the queue ---

  function announced() {
    return [...board.querySelectorAll("[data-call]")].map((row) => ({
      number: Number(row.dataset.call), at: Number(row.dataset.at), ticket: row.dataset.ticket, row,
    }));
  }

  // New is what comes after the last one; a number far later in time although lower is of a journal begun anew.
  const isNew = (call) => !last || call.number > last.number || call.at > last.at + OTHER_DAY;

  function take() {
    const named = board.querySelector("#announced")?.dataset.speakers;
    if (speakers !== undefined && named !== speakers) changeVoices(named);
    const calls = announced(), here = new Set(calls.map((call) => call.number));
    const oldest = calls.length ? calls[0].number : Infinity;
    for (let at = queue.length - 1; at >= 0; at--) // taken back by the counter before its turn here
      if (queue[at].number >= oldest && !here.has(queue[at].number)) queue.splice(at, 1);
    for (const call of calls) {
      if (heard.has(call.number) || !isNew(call)) continue;
      heard.add(call.number);
      queue.push({ ...call, row: call.row.cloneNode(true) });
    }
    arrange(false);
    if (!now) announce();
  }

  async function announce() {
    while ((now = queue.shift())) {
      arrange(true);
      await Promise.all([wait(SHOWN), speak(now)]);
      remember(now);
    }
    arrange(false);
  }

  // The one that is announced stands first and large; below it the latest others, as the server listed them.
  function arrange(isFresh) {
    const list = board.querySelector("#calls");
    if (!now || !list) return;
    list.querySelector("[data-now]")?.remove();
    for (const row of list.children) {
      row.classList.remove("call-now");
      row.hidden = row.dataset.ticket === now.ticket;
    }
    const row = now.row.cloneNode(true);
    row.dataset.now = "";
    row.classList.add("call-now");
    row.classList.toggle("call-fresh", isFresh);
    list.prepend(row);
  }

  // --- the voice ---

  const isOn = () => context?.state === "running";

  function load(voice, clip) {
    const address = voice.base + clip;
    if (!clips.has(address)) {
      const got = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.arrayBuffer();
      }).then((bytes) => context.decodeAudioData(bytes));
      got.catch(() => clips.delete(address)); // asked for again when it is needed again
      clips.set(address, got);
    }
    return clips.get(address);
  }

  async function speak(call) {
    if (!isOn()) return;
    try {
      if (!queue.length && Date.now() - silentSince > 3000) await chime();
      for (const voice of voices) await say(call, voice);
    } catch { /* without its clips a call is still shown */ }
    silentSince = Date.now();
    await wait(queue.length > 2 ? 150 : 600);
  }

  // All clips are loaded before the first sounds, and laid end to end on the clock of the sound card.
  async function say(call, voice) {
    const names = (call.row.getAttribute(`data-say-${voice.name}`) || "").split(" ").filter((name) => name);
    if (!names.length) return;
    const sounds = await Promise.all(names.map((name) => load(voice, name)));
    const begin = context.currentTime + 0.05, gap = queue.length > 2 ? 0.02 : 0.06;
    let at = begin, played = 0;
    await new Promise((done) => {
      for (const sound of sounds) {
        const source = context.createBufferSource();
        source.buffer = sound;
        source.connect(context.destination);
        source.onended = () => { if (++played === sounds.length) done(); };
        source.start(at);
        at += sound.duration + gap;
      }
    });
    const detail = { call: call.number, ticket: call.ticket, voice: voice.name, clips: names, begin, end: at };
    document.dispatchEvent(new CustomEvent("motcua:spoken", { detail }));
  }

  // Two falling tones before a call that comes after a silence.
  async function chime() {
    const begin = context.currentTime + 0.02;
    for (const [at, pitch] of [[0, 660], [0.28, 550]]) {
      const tone = context.createOscillator(), loud = context.createGain();
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.25, begin + at);
      loud.gain.exponentialRampToValueAtTime(0.001, begin + at + 0.5);
      tone.connect(loud).connect(context.destination);
      tone.start(begin + at);
      tone.stop(begin + at + 0.5);
    }
    await wait(750);
  }

  // The center chose other voices: this board takes them as it runs, and keeps the sound that was switched on.
  async function changeVoices(named) {
    const known = speakers;
    speakers = named;
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      voices = JSON.parse(page.querySelector("[data-voices]").dataset.voices);
      listen();
    } catch { if (speakers === named) speakers = known; /* asked again with the next part */ }
  }

  function follow() {
    button.hidden = isOn() || !voices.length;
    if (isOn()) for (const voice of voices) for (const clip of voice.clips) load(voice, clip);
  }

  function listen() {
    if (voices.length && window.AudioContext && !context) {
      context = new AudioContext();
      context.onstatechange = follow;
      for (const kind of ["pointerdown", "keydown"])
        document.addEventListener(kind, () => { if (!isOn()) context.resume(); });
    }
    if (context) follow();
  }
  listen();

  // A board that was never here before begins with what comes now.
  if (!last) for (const call of announced()) { heard.add(call.number); remember(call); }
  board.addEventListener("motcua:part", take);
  take();
})();
