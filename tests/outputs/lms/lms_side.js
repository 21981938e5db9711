/* A learning system's side of SCORM 1.2 for the tests: it keeps what it is told, and refuses what the standard does. */
const ROOM = { "cmi.core.lesson_location": 255, "cmi.suspend_data": 4096 };
const told = JSON.parse(sessionStorage.told || "{}");
const calls = JSON.parse(sessionStorage.calls || "[]");
let open = false;
const note = (...call) => {
  calls.push(call);
  sessionStorage.calls = JSON.stringify(calls);
};
window.API = {
  LMSInitialize(given) { note("Initialize", given); open = true; return "true"; },
  LMSGetValue(name) { note("GetValue", name); return open ? told[name] || "" : ""; },
  LMSSetValue(name, value) {
    note("SetValue", name, value);
    if (!open || typeof value !== "string" || value.length > (ROOM[name] || 255)) return "false";
    told[name] = value;
    return "true";
  },
  LMSCommit() { sessionStorage.told = JSON.stringify(told); return "true"; },
  LMSFinish() { note("Finish"); open = false; return this.LMSCommit(); },
};
