// Stoa chat: rests until it is used.
((w,d)=>{
var s=d.currentScript,g=s&&s.dataset
if(!g||!g.business||w.Stoa)return
var at=new URL(s.src).origin,E=encodeURIComponent,q="?business="+E(g.business),K="stoa."+g.business,l=g.label||"Chat with us",tell=[],n=0,kept={},o=!1,u,f,jwt,z,x
try{kept=JSON.parse(localStorage[K])||kept}catch{}
function keep(){try{localStorage[K]=JSON.stringify(kept)}catch{}}
function el(t,s,o,k){
var e=d.createElementNS("http://www.w3.org/"+(k?"2000/svg":"1999/xhtml"),t),a
for(a in s)e.setAttribute(a,s[a])
o&&o.append(e)
return e
}
var H=el("div"),r=H.attachShadow({mode:"open"}),b=el("button",{"aria-label":l,"aria-expanded":!1},r),v="M4 5h16v11H9l-5 4z",i=el("path",{d:v},el("svg",{viewBox:"0 0 24 24"},b,1),1),c=el("b",{hidden:1},b),D=el("i",{hidden:1},b),p=el("div",{role:"dialog","aria-label":l,hidden:1},r),y=new CSSStyleSheet
function paint(){
var x=(kept.p||g.position)=="left"?"left":"right",h=+(kept.h||g.hue||250)||0
y.replaceSync(":host{all:initial;color-scheme:light dark}[hidden]{display:none!important}button,div{position:fixed;z-index:2147483000;"+x+":20px;bottom:20px}button{width:56px;height:56px;border:0;padding:0;border-radius:50%;cursor:pointer;background:oklch(.5 .125 "+h+");color:#fff;box-shadow:0 2px 12px #0004}button:focus-visible{outline:3px solid oklch(.74 .11 "+h+");outline-offset:3px}svg{width:26px;fill:none;stroke:#fff;stroke-width:2;stroke-linejoin:round;vertical-align:middle}b,i{position:absolute;right:-2px;top:-2px;border:2px solid #fff;border-radius:12px}b{min-width:10px;background:#b3261e;font:600 12px/18px system-ui;padding:0 4px}i{inset:42px;width:10px;height:10px;background:#1d9d57}div{bottom:88px;width:min(380px,100% - 40px);height:min(660px,100dvh - 108px);border-radius:16px;overflow:hidden;box-shadow:0 8px 40px #0004;background:Canvas}iframe{border:0;width:100%;height:100%;display:block;opacity:0}div.x{height:auto}p{font:16px system-ui;margin:24px}@media(width<480px){div:not(.x){inset:0;width:auto;height:auto;border-radius:0}[aria-expanded=true]{display:none}button.x{display:block}}")
}
paint()
r.adoptedStyleSheets=[y]
function count(m){
if(m==n)return
kept.n=n=m
keep()
c.hidden=!n
c.textContent=n>9?"9+":n
b.ariaLabel=n?l+", "+n+" unread":l
tell.forEach(t=>t(n))
}
count(kept.n|0)
function say(t,m,a){(u||a)&&f.contentWindow.postMessage({stoa:t,...m},a||at)}
function hello(){say("host",{title:d.title,url:location.href,kept:kept.k,jwt,open:o})}
function load(){
if(f)return
function tab(){el("span",{tabindex:0},p).onfocus=()=>f.focus()}
tab()
f=el("iframe",{title:l,allow:"clipboard-write;microphone;camera",src:at+"/chat/frame"+q+"&zone="+E(Intl.DateTimeFormat().resolvedOptions().timeZone||"")},p)
tab()
f.onload=()=>{
clearTimeout(f.t)
f.a=0
say("there",0,"*")
f.t=setTimeout(()=>{
if(f.a||x)return
f.hidden=1
u=0
p.className=b.className="x"
p.onclick=b.onclick
x=el("p",0,p)
x.append("In a new tab: ")
x=el("a",{href:at+"/chat"+q,target:"_blank"},x)
x.append(l)
o&&x.focus()
},2e3)
}
}
function heal(){
x.parentNode.remove()
f.hidden=0
p.className=b.className=p.onclick=x=""
}
function turn(t,r){
if(t==o)return
kept.o=o=t
if(r||keep(),t)z=d.activeElement,load(),x&&(heal(),f.src=f.src),hello()
p.hidden=!t
b.ariaExpanded=t
i.setAttribute("d",t?"m6 9 6 6 6-6":v)
say(t?"shown":"hidden")
r||(t?x||f:z&&z!=d.body&&z!=H?z:b).focus()
}
b.onpointerenter=b.onfocus=load
b.onclick=()=>turn(!o)
addEventListener("keydown",e=>e.key=="Escape"&&turn(!1))
addEventListener("message",e=>{
var m=e.data,k=m&&m.stoa
if(!f||e.source!=f.contentWindow||e.origin!=at)return
f.a=f.style.opacity=u=1
x&&heal()
if(k=="hello")hello()
if(k=="close")turn(!1)
if(k=="unread")count(m.n)
if(k=="ready"){
if(m.kept||m.left)kept.k=m.kept,kept.v=m.vouched
kept.h=m.hue
kept.p=m.position
keep()
paint()
D.hidden=!m.online
}
})
w.Stoa={open(){turn(!0)},close(){turn(!1)},identify(j){
jwt=j
j||kept.v&&(kept.k=kept.v="",keep(),count(0))
hello()
},onUnread(t){tell.push(t);n&&t(n)}}
function put(){
d.body.append(H)
kept.o&&innerWidth>479&&turn(!0,1)
}
d.body?put():addEventListener("DOMContentLoaded",put)
})(window,document)
