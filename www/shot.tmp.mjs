import { serve } from "./serve.mjs";
import { Builder, logging } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import { writeFileSync, mkdtempSync } from "node:fs";
const [,, name, w, h, scheme="light", path="index.html", script="", full=""] = process.argv;
const server = await serve("dist", 0);
const o = new chrome.Options().addArguments("--headless","--no-sandbox","--disable-gpu","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync","--hide-scrollbars",`--user-data-dir=${mkdtempSync("/tmp/prof-")}`);
const p = new logging.Preferences(); p.setLevel("browser", logging.Level.ALL); o.setLoggingPrefs(p);
const d = await new Builder().forBrowser("chrome").setChromeOptions(o).setChromeService(new chrome.ServiceBuilder("/usr/bin/chromedriver")).build();
try {
 await d.sendDevToolsCommand("Emulation.setDeviceMetricsOverride",{width:+w,height:+h,deviceScaleFactor:1,mobile:false});
 await d.sendDevToolsCommand("Emulation.setEmulatedMedia",{features:[{name:"prefers-color-scheme",value:scheme}]});
 await d.get(`http://localhost:${server.address().port}/${path}`);
 const t0=Date.now();
 console.log(await d.executeAsyncScript(`const done=arguments[0];const e=document.querySelector('smp-visualizer');Promise.race([e.rendered,new Promise(r=>setTimeout(r,8000,'timeout'))]).then(async r=>{try{const x=await (async()=>{${script}})();await Promise.race([e.rendered,new Promise(r=>setTimeout(r,8000,'timeout'))]);done(String(r)+' '+String(x))}catch(err){done('ERR '+err)}})`), Date.now()-t0);
 await new Promise(r=>setTimeout(r,500));
 const shot = await d.sendAndGetDevToolsCommand("Page.captureScreenshot", full?{captureBeyondViewport:true,clip:{x:0,y:0,width:+w,height:await d.executeScript("return document.documentElement.scrollHeight"),scale:1}}:{});
 writeFileSync(`/tmp/shots/${name}.png`, Buffer.from(shot.data,"base64"));
 for (const l of await d.manage().logs().get("browser")) console.log(l.level.name, l.message);
} finally { await d.quit(); server.close(); server.closeAllConnections?.(); }
