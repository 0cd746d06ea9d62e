/* The small task that a browser does while its reader types (vendor/proof.js does it, beside this page). Without it the page works as
   well, and is trusted less. */

const form = document.querySelector("form[data-task]");
const WAIT = 15000;

if (form && window.Worker && window.isSecureContext && window.crypto?.subtle) {
  const challenge = JSON.parse(form.dataset.task);
  const worker = new Worker(form.dataset.worker);
  const proof = form.elements.namedItem("proof");
  const status = form.querySelector("[data-wait]");
  let settled = false;
  const done = new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data && !data.error) proof.value = btoa(JSON.stringify({ challenge, solution: data }));
      resolve();
    };
    worker.onerror = () => resolve();
  }).then(() => { settled = true; worker.terminate(); });
  worker.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1, timeout: 90000 });
  form.addEventListener("submit", (event) => {
    if (settled) return;
    event.preventDefault();
    if (status) status.hidden = false;
    Promise.race([done, new Promise((resolve) => { setTimeout(resolve, WAIT); })]).then(() => {
      if (status) status.hidden = true;
      settled = true;
      form.requestSubmit();
    });
  });
}
