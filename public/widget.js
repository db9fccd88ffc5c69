// Stoa chat. Asks for nothing and keeps nothing before the button is pointed at, reached or pressed.
(function(w,d){
var s=d.currentScript,g=s&&s.dataset
if(!g||!g.business||w.Stoa)return
var home=new URL(s.src).origin,slug=encodeURIComponent(g.business),K="stoa."+g.business,label=g.label||"Chat with us",tell=[],n=0,kept={},isOpen=!1,isUp,f,jwt,last
try{kept=JSON.parse(localStorage[K])||kept}catch(e){}
function make(tag,at,into){
var e=d.createElement(tag),a
for(a in at)e.setAttribute(a,at[a])
into&&into.append(e)
return e
}
var host=make("div"),root=host.attachShadow({mode:"open"}),b=make("button",{type:"button","aria-label":label,"aria-expanded":!1},root)
b.innerHTML='<svg viewBox="0 0 24 24"><path d="M4 5h16v11H9l-5 4z"/></svg><b hidden></b><i hidden></i>'
var count=b.children[1],dot=b.children[2],p=make("div",{role:"dialog","aria-label":label,hidden:""},root),css=new CSSStyleSheet
function paint(){
var x=(kept.p||g.position)=="left"?"left":"right",h=+(kept.h||g.hue||250)||0
css.replaceSync(":host{all:initial;color-scheme:light dark}[hidden]{display:none!important}button,div{position:fixed;z-index:2147483000;"+x+":20px;bottom:20px}button{width:56px;height:56px;border:0;padding:0;border-radius:50%;cursor:pointer;background:oklch(.5 .125 "+h+");color:#fff;box-shadow:0 2px 12px #0004}button:focus-visible{outline:3px solid oklch(.74 .11 "+h+");outline-offset:3px}svg{width:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;vertical-align:middle}b,i{position:absolute;right:-2px;top:-2px;border:2px solid #fff;border-radius:12px;box-sizing:border-box}b{min-width:22px;background:#b3261e;font:600 12px/18px system-ui;padding:0 4px}i{right:1px;width:14px;height:14px;background:#1d9d57}div{bottom:88px;width:380px;height:min(660px,100dvh - 108px);border-radius:16px;overflow:hidden;box-shadow:0 8px 40px #0004;background:Canvas}iframe{border:0;width:100%;height:100%;display:block}a{font:16px system-ui;display:block;padding:24px}@media(max-width:479px){div{inset:0;width:auto;height:auto;border-radius:0}[aria-expanded=true]{display:none}}@media(prefers-reduced-motion:no-preference){div{animation:a .15s}@keyframes a{0%{opacity:0;translate:0 8px}}}")
}
paint()
root.adoptedStyleSheets=[css]
function say(what,more){isUp&&f.contentWindow.postMessage(Object.assign({stoa:what},more),home)}
function hello(){say("host",{title:d.title,url:location.href,kept:kept.k,jwt:jwt,open:isOpen})}
function load(){
if(f)return
function guard(){make("span",{tabindex:0},p).onfocus=function(){f.focus()}}
guard()
f=make("iframe",{title:label,allow:"clipboard-write",src:home+"/chat/frame?business="+slug+"&zone="+encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone||"")},p)
guard()
f.onload=function(){
// Where it may not stand its frame says nothing.
setTimeout(function(){
if(isUp)return
f.hidden=!0
make("a",{href:home+"/chat?business="+slug,target:"_blank"},p).textContent=label
},4e3)
}
}
function turn(open){
if(open==isOpen)return
if(isOpen=open)last=d.activeElement,load(),hello()
p.hidden=!open
b.setAttribute("aria-expanded",open)
say(open?"shown":"hidden")
if(open)f.focus()
else(last&&last!=d.body&&last!=host?last:b).focus()
}
b.onpointerenter=b.onfocus=load
b.onclick=function(){turn(!isOpen)}
w.addEventListener("keydown",function(e){e.key=="Escape"&&turn(!1)})
w.addEventListener("message",function(e){
var m=e.data
if(!f||e.source!=f.contentWindow||e.origin!=home||!m)return
if(m.stoa=="hello")isUp=1,hello()
if(m.stoa=="close")turn(!1)
if(m.stoa=="unread"){
n=m.n
count.hidden=!n
count.textContent=n>9?"9+":n
b.setAttribute("aria-label",n?label+", "+n+" unread":label)
tell.forEach(function(t){t(n)})
}
if(m.stoa=="ready"){
if(m.kept||m.left)kept.k=m.kept
kept.h=m.hue
kept.p=m.position
try{localStorage[K]=JSON.stringify(kept)}catch(e){}
paint()
dot.hidden=!m.online
}
})
w.Stoa={open:function(){turn(!0)},close:function(){turn(!1)},identify:function(j){jwt=j;hello()},onUnread:function(t){tell.push(t)}}
function put(){d.body.append(host)}
d.body?put():d.addEventListener("DOMContentLoaded",put)
})(window,document)
