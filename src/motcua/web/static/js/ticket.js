// The number on a phone: the tab's title counts down; sound and vibration once somebody asked for them.
(() => {
  const box = document.querySelector("#now"), button = document.querySelector("#alert");
  const line = document.querySelector("[data-stream]");
  const RANK = { "": 0, soon: 1, called: 2 };
  let sound = null, before = alertNow();

  function alertNow() {
    return box.querySelector("[data-alert]")?.dataset.alert || "";
  }

  function ring(times) {
    navigator.vibrate?.(Array(times).fill([400, 200]).flat());
    for (let n = 0; n < times; n++) {
      const tone = sound.createOscillator(), loud = sound.createGain(), at = sound.currentTime + n * 0.5;
      tone.frequency.value = 880;
      loud.gain.setValueAtTime(0.5, at);
      loud.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
      tone.connect(loud).connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.4);
    }
  }

  function look() {
    const title = box.querySelector("[data-title]")?.dataset.title, now = alertNow();
    if (title) document.title = title;
    if (sound && RANK[now] > RANK[before]) ring(now === "called" ? 5 : 2);
    before = now;
  }

  if (button && window.AudioContext) {
    button.hidden = false;
    button.addEventListener("click", () => {
      sound ||= new AudioContext();
      sound.resume();
      ring(1); // so that one hears now whether the phone is muted
      line.dataset.asks = ""; // live.js goes on asking while the page is in the background
      button.textContent = button.dataset.on;
      button.disabled = true;
    });
  }
  box.addEventListener("motcua:part", look);
  look();
})();
