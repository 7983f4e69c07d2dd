// Plays the map through time. Without this script the page says the same, a day at a time, by its links.
"use strict";
(() => {
  const box = document.getElementById("play");
  const source = document.getElementById("course");
  if (!box || !source) return;
  const course = JSON.parse(source.textContent);
  const last = course.days.length - 1;
  if (last < 1) return;

  const squares = new Map();
  for (const square of document.querySelectorAll("#map .square")) squares.set(square.dataset.code, square);
  const NAMES = Object.keys(course.words);

  // The state of one square on a day: the last step that is not after it.
  const stateOn = (steps, index) => {
    let found = ["none", false];
    for (const [at, status, part] of steps) {
      if (at > index) break;
      found = [status, part];
    }
    return found;
  };

  const paint = (index) => {
    for (const [code, square] of squares) {
      const [status, part] = stateOn(course.steps[code] || [], index);
      square.classList.remove(...NAMES, "part");
      square.classList.add(status);
      square.classList.toggle("part", part);
      const word = square.querySelector(".word");
      word.textContent = status === "none" ? "" : course.words[status].replace("designation ", "");
      if (document.documentElement.lang === "en" && status !== "none") word.setAttribute("textLength", "50");
      else word.removeAttribute("textLength");
    }
    const day = course.days[index];
    shown.value = box.dataset.shows.replace("{}", day);
    slider.setAttribute("aria-valuetext", day);
    open.href = box.dataset.address.replace("0000-00-00", day);
  };

  const button = document.createElement("button");
  const slider = document.createElement("input");
  const shown = document.createElement("output");
  const open = document.createElement("a");
  button.type = "button";
  button.textContent = box.dataset.play;
  slider.type = "range";
  slider.min = "0";
  slider.max = String(last);
  slider.setAttribute("aria-label", box.dataset.slider);
  open.textContent = box.dataset.open;

  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = box.dataset.play;
  };
  const step = () => {
    if (Number(slider.value) >= last) return stop();
    slider.value = String(Number(slider.value) + 1);
    paint(Number(slider.value));
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= last) slider.value = "0";
    paint(Number(slider.value));
    button.textContent = box.dataset.pause;
    timer = setInterval(step, 350);
  });
  slider.addEventListener("input", () => {
    stop();
    paint(Number(slider.value));
  });

  const reached = course.days.filter((day) => day <= box.dataset.day).length - 1;
  slider.value = String(Math.max(reached, 0));
  open.href = box.dataset.address.replace("0000-00-00", course.days[Math.max(reached, 0)]);
  slider.setAttribute("aria-valuetext", box.dataset.day);
  shown.value = box.dataset.shows.replace("{}", box.dataset.day);
  box.append(button, slider, shown, open);
  box.hidden = false;
})();
