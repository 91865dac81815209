// Says now and then that this editor is open, and when it is left that it is not.
"use strict";
{
  const often = 30_000;
  const tell = method => fetch(location.pathname + "/presence", { method, keepalive: true }).catch(() => {});
  const isHere = () => tell("POST");

  isHere();
  setInterval(isHere, often);
  addEventListener("pageshow", ({ persisted }) => persisted && isHere());
  addEventListener("pagehide", () => tell("DELETE"));
}
