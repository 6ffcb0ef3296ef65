// Makes the builder live. Everything it shows comes from the server's own page, so that there is one place that
// knows what a badge says and how it is embedded; without this file the form is sent with its button.
const form = document.getElementById("builder");
const said = document.getElementById("said");
const live = ["preview", "snippets"];
const pause = { login: 700, other: 200 };
const again = 3000;
const copied = 2000;

let timer;
let running = new AbortController();

document.documentElement.classList.add("scripted");
later(document);

document.addEventListener("input", (event) => {
  if (event.target.form !== form) return;
  const typing = event.target.name === "login" ? pause.login : pause.other;
  clearTimeout(timer);
  timer = setTimeout(update, typing);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  update();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) copy(button);
});

async function update() {
  clearTimeout(timer);
  running.abort();
  running = new AbortController();
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  const address = query ? `/?${query}` : "/";
  history.replaceState(null, "", address);
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") say("The service did not answer. Please try again.");
  }
}

function show(page) {
  for (const id of live) {
    const fresh = page.getElementById(id);
    if (!fresh) return say("The service did not answer. Please try again.");
    document.getElementById(id).replaceChildren(...fresh.childNodes);
  }
  for (const field of document.querySelectorAll("[data-field]")) renew(field, page);
  offer(document.querySelectorAll("[name=format]"));
  // What is wrong with a choice comes first: the preview goes on as if it had not been made.
  const wrong = document.querySelector("[data-field] .error");
  say((wrong ?? document.querySelector("#preview .caption")).textContent);
  later(document);
}

// The field itself stays, because somebody may be typing in it; only what is said about it changes.
function renew(field, page) {
  const fresh = page.querySelector(`[data-field="${field.dataset.field}"]`);
  field.querySelector(".error")?.remove();
  const error = fresh?.querySelector(".error");
  if (error) field.append(error);
  const control = field.querySelector("input, select");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    const value = fresh?.querySelector("input, select")?.getAttribute(name);
    if (value) control.setAttribute(name, value);
    else control.removeAttribute(name);
  }
}

// An organisation is offered fewer formats than a person.
function offer(formats) {
  for (const format of formats) format.parentElement.hidden = !document.querySelector(`#snippets .as-${format.value}`);
  const chosen = [...formats].find((format) => format.checked);
  if (chosen.parentElement.hidden) formats[0].checked = true;
}

// A first fetch goes on behind; its end is worth another look.
function later(page) {
  if (page.querySelector("#preview [data-waiting]")) timer = setTimeout(update, again);
}

async function copy(button) {
  const code = button.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(code.textContent);
    say(`${button.dataset.title} copied`);
    const usual = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = usual), copied);
  } catch {
    // Browsers give the clipboard to pages of https and localhost alone.
    getSelection().selectAllChildren(code);
    say("The text is selected; copy it with your keyboard.");
  }
}

function say(text) {
  said.textContent = text;
}
