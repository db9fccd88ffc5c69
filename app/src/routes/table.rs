//! The one table from path to page. Every page is rendered whole on the server, so that status, redirect and title are right.

use crate::accounts::{AccountPage, ForgotPage, InvitePage, ResetPage, SignInPage, SignUpPage, VerifyPage};
use crate::admin::{AdminPage, BusinessesPage, CategoriesPage, CategoryPromisesPage, JobsPage, MailsPage, PeoplePage, PromisesPage, SettingsPage};
use crate::appointments::admin::{NewOfferingPage, OfferingPage, OfferingsPage, RosterPage};
use crate::appointments::booking::{AppointmentPage, AppointmentsPage, BookPage, ContactPage, MovePage, ReviewPage, TimesPage};
use crate::appointments::desk::{CalendarPage, DeskAppointmentPage};
use crate::automations::{AutomationPage, AutomationsPage, RunsPage};
use crate::bulk::BulkPage;
use crate::businesses::{JoinPage, SetupPage};
use crate::canned::{CannedListPage, CannedPage};
use crate::catalog::admin::{ImportPage, ImportsPage, NewProductPage, ProductEditorPage, ProductsPage, ShelvesPage};
use crate::catalog::store::{ProductPage, ShopPage};
use crate::chats::admin::{TopicsPage, WidgetPage};
use crate::chats::desk::{DeskChatPage, DeskChatsPage};
use crate::chats::visitor::{ChatFramePage, ChatPage};
use crate::fields::{FieldPage, FieldsPage};
use crate::help::admin::{AnswersPage, BenchPage, EditorPage, HelpCategoriesPage, NewArticlePage, RepliesPage};
use crate::help::{ArticlePage, HelpPage};
use crate::inventory::{MovementsPage, RestockPage, SummaryPage};
use crate::journeys::admin::{ComparePage, DrawPage, FiguresPage, JourneyPage, JourneysPage};
use crate::journeys::walker::WalkPage;
use crate::macros::{MacroPage, MacrosPage, TicketMacrosPage};
use crate::orders::buying::{CartPage, CheckoutPage, OrderPage, OrdersPage, TrackPage};
use crate::orders::desk::{DeskOrderPage, DeskOrdersPage};
use crate::page::NotFoundPage;
use crate::partner::{PartnerOrderPage, PartnerPage};
use crate::payments::{PaymentsPage, ReckoningPage};
use crate::preferences::DeskSettingsPage;
use crate::queue::{DeskQueuePage, PlanPage, QueueSettingsPage};
use crate::sms::SmsPage;
use crate::tags::TagsPage;
use crate::talks::{DeskTalkPage, DeskTeamPage};
use crate::templates::{NewTemplatePage, TemplatePage, TemplatesPage};
use crate::tickets::desk::{DeskPage, DeskTicketPage, DeskTicketsPage, NewForCustomerPage};
use crate::tickets::find::DeskFindPage;
use crate::tickets::{HomePage, NewTicketPage, TicketPage, TicketsPage};
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

/// All pages.
#[component]
pub fn Table() -> impl IntoView {
    const MODE: SsrMode = SsrMode::Async;
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage ssr=MODE />
            <Route path=path!("/sign-in") view=SignInPage ssr=MODE />
            <Route path=path!("/sign-up") view=SignUpPage ssr=MODE />
            <Route path=path!("/forgot") view=ForgotPage ssr=MODE />
            <Route path=path!("/reset/:token") view=ResetPage ssr=MODE />
            <Route path=path!("/verify/:token") view=VerifyPage ssr=MODE />
            <Route path=path!("/invite/:token") view=InvitePage ssr=MODE />
            <Route path=path!("/account") view=AccountPage ssr=MODE />
            <Route path=path!("/setup") view=SetupPage ssr=MODE />
            <Route path=path!("/join/:invite_code") view=JoinPage ssr=MODE />
            <Route path=path!("/admin") view=AdminPage ssr=MODE />
            <Route path=path!("/admin/people") view=PeoplePage ssr=MODE />
            <Route path=path!("/admin/people/:member") view=PlanPage ssr=MODE />
            <Route path=path!("/admin/queue") view=QueueSettingsPage ssr=MODE />
            <Route path=path!("/admin/settings") view=SettingsPage ssr=MODE />
            <Route path=path!("/admin/sla") view=PromisesPage ssr=MODE />
            <Route path=path!("/admin/automations") view=AutomationsPage ssr=MODE />
            <Route path=path!("/admin/automations/runs") view=RunsPage ssr=MODE />
            <Route path=path!("/admin/automations/:automation") view=AutomationPage ssr=MODE />
            <Route path=path!("/admin/sla/:category") view=CategoryPromisesPage ssr=MODE />
            <Route path=path!("/admin/categories") view=CategoriesPage ssr=MODE />
            <Route path=path!("/admin/tags") view=TagsPage ssr=MODE />
            <Route path=path!("/admin/fields") view=FieldsPage ssr=MODE />
            <Route path=path!("/admin/fields/:field") view=FieldPage ssr=MODE />
            <Route path=path!("/admin/macros") view=MacrosPage ssr=MODE />
            <Route path=path!("/admin/macros/:macro") view=MacroPage ssr=MODE />
            <Route path=path!("/admin/templates") view=TemplatesPage ssr=MODE />
            <Route path=path!("/admin/templates/new") view=NewTemplatePage ssr=MODE />
            <Route path=path!("/admin/templates/:template") view=TemplatePage ssr=MODE />
            <Route path=path!("/admin/help") view=AnswersPage ssr=MODE />
            <Route path=path!("/admin/help/new") view=NewArticlePage ssr=MODE />
            <Route path=path!("/admin/help/categories") view=HelpCategoriesPage ssr=MODE />
            <Route path=path!("/admin/help/bench") view=BenchPage ssr=MODE />
            <Route path=path!("/admin/help/:article") view=EditorPage ssr=MODE />
            <Route path=path!("/admin/replies") view=RepliesPage ssr=MODE />
            <Route path=path!("/admin/chat") view=WidgetPage ssr=MODE />
            <Route path=path!("/admin/chat/topics") view=TopicsPage ssr=MODE />
            <Route path=path!("/admin/journeys") view=JourneysPage ssr=MODE />
            <Route path=path!("/admin/journeys/:journey") view=JourneyPage ssr=MODE />
            <Route path=path!("/admin/journeys/:journey/draw") view=DrawPage ssr=MODE />
            <Route path=path!("/admin/journeys/:journey/figures") view=FiguresPage ssr=MODE />
            <Route path=path!("/admin/journeys/:journey/compare") view=ComparePage ssr=MODE />
            <Route path=path!("/j/:token") view=WalkPage ssr=MODE />
            <Route path=path!("/shop") view=ShopPage ssr=MODE />
            <Route path=path!("/shop/:slug") view=ProductPage ssr=MODE />
            <Route path=path!("/cart") view=CartPage ssr=MODE />
            <Route path=path!("/checkout") view=CheckoutPage ssr=MODE />
            <Route path=path!("/o/:token") view=OrderPage ssr=MODE />
            <Route path=path!("/orders") view=OrdersPage ssr=MODE />
            <Route path=path!("/track") view=TrackPage ssr=MODE />
            <Route path=path!("/desk/orders") view=DeskOrdersPage ssr=MODE />
            <Route path=path!("/desk/orders/:number") view=DeskOrderPage ssr=MODE />
            <Route path=path!("/admin/products") view=ProductsPage ssr=MODE />
            <Route path=path!("/admin/products/new") view=NewProductPage ssr=MODE />
            <Route path=path!("/admin/products/groups") view=ShelvesPage ssr=MODE />
            <Route path=path!("/admin/products/import") view=ImportsPage ssr=MODE />
            <Route path=path!("/admin/products/import/:import") view=ImportPage ssr=MODE />
            <Route path=path!("/admin/products/:product") view=ProductEditorPage ssr=MODE />
            <Route path=path!("/admin/payments") view=PaymentsPage ssr=MODE />
            <Route path=path!("/admin/payments/check") view=ReckoningPage ssr=MODE />
            <Route path=path!("/admin/stock") view=RestockPage ssr=MODE />
            <Route path=path!("/admin/stock/changes") view=MovementsPage ssr=MODE />
            <Route path=path!("/admin/stock/figures") view=SummaryPage ssr=MODE />
            <Route path=path!("/book") view=BookPage ssr=MODE />
            <Route path=path!("/book/:offering") view=TimesPage ssr=MODE />
            <Route path=path!("/booking/:token/contact") view=ContactPage ssr=MODE />
            <Route path=path!("/booking/:token/review") view=ReviewPage ssr=MODE />
            <Route path=path!("/a/:token") view=AppointmentPage ssr=MODE />
            <Route path=path!("/a/:token/move") view=MovePage ssr=MODE />
            <Route path=path!("/appointments") view=AppointmentsPage ssr=MODE />
            <Route path=path!("/desk/calendar") view=CalendarPage ssr=MODE />
            <Route path=path!("/desk/calendar/:appointment") view=DeskAppointmentPage ssr=MODE />
            <Route path=path!("/admin/services") view=OfferingsPage ssr=MODE />
            <Route path=path!("/admin/services/new") view=NewOfferingPage ssr=MODE />
            <Route path=path!("/admin/services/hours/:member") view=RosterPage ssr=MODE />
            <Route path=path!("/admin/services/:offering") view=OfferingPage ssr=MODE />
            <Route path=path!("/admin/mails") view=MailsPage ssr=MODE />
            <Route path=path!("/admin/sms") view=SmsPage ssr=MODE />
            <Route path=path!("/admin/jobs") view=JobsPage ssr=MODE />
            <Route path=path!("/admin/businesses") view=BusinessesPage ssr=MODE />
            <Route path=path!("/help") view=HelpPage ssr=MODE />
            <Route path=path!("/help/:slug") view=ArticlePage ssr=MODE />
            <Route path=path!("/chat") view=ChatPage ssr=MODE />
            <Route path=path!("/chat/frame") view=ChatFramePage ssr=MODE />
            <Route path=path!("/tickets") view=TicketsPage ssr=MODE />
            <Route path=path!("/tickets/new") view=NewTicketPage ssr=MODE />
            <Route path=path!("/tickets/:number") view=TicketPage ssr=MODE />
            <Route path=path!("/partner") view=PartnerPage ssr=MODE />
            <Route path=path!("/partner/orders/:number") view=PartnerOrderPage ssr=MODE />
            <Route path=path!("/desk") view=DeskPage ssr=MODE />
            <Route path=path!("/desk/tickets") view=DeskTicketsPage ssr=MODE />
            <Route path=path!("/desk/tickets/new") view=NewForCustomerPage ssr=MODE />
            <Route path=path!("/desk/chats") view=DeskChatsPage ssr=MODE />
            <Route path=path!("/desk/chats/:chat") view=DeskChatPage ssr=MODE />
            <Route path=path!("/desk/team") view=DeskTeamPage ssr=MODE />
            <Route path=path!("/desk/team/:talk") view=DeskTalkPage ssr=MODE />
            <Route path=path!("/desk/bulk/:id") view=BulkPage ssr=MODE />
            <Route path=path!("/desk/queue") view=DeskQueuePage ssr=MODE />
            <Route path=path!("/desk/canned") view=CannedListPage ssr=MODE />
            <Route path=path!("/desk/canned/:canned") view=CannedPage ssr=MODE />
            <Route path=path!("/desk/:number/macros") view=TicketMacrosPage ssr=MODE />
            <Route path=path!("/desk/find") view=DeskFindPage ssr=MODE />
            <Route path=path!("/desk/settings") view=DeskSettingsPage ssr=MODE />
            <Route path=path!("/desk/:number") view=DeskTicketPage ssr=MODE />
        </Routes>
    }
}
